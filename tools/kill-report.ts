import { given } from '../src/contract/given.ts'
import { at, greatest } from '../src/arithmetic/sequence.ts'
import { checkers } from './checkers/index.ts'
import type { Checker, Outcome } from './checkers/checker.ts'
import type { CorrectRow, KillTable, LawRow, MistakeRow } from './kill-table.ts'
import { laws } from '../src/laws/index.ts'
import { familyOf } from '../src/laws/law.ts'

/** The table as data. */
export const json = ({ mistakes, correct, laws }: KillTable): string => {
  const rows = (entries: readonly object[]): string =>
    `[\n${entries.map((entry) => `    ${JSON.stringify(entry)}`).join(',\n')}\n  ]`
  const told = checkers.map(({ checks: _, ...described }, i) => ({
    ...described,
    ...countsOf(mistakes.map(({ outcomes }) => at(outcomes, i))),
    falseAlarms: correct.filter(({ outcomes }) => outcomes[i] === 'caught').map(({ name }) => name),
  }))
  const judged = mistakes.map(({ id, from, writtenFor, caughtBy, outcomes }) => ({
    id,
    ...given({ from }),
    writtenFor,
    caughtBy,
    checks: byName(outcomes),
  }))
  const right = correct.map(({ name, outcomes }) => ({ name, checks: byName(outcomes) }))
  return `{\n  "checks": ${rows(told)},\n  "mistakes": ${rows(judged)},\n  "correct": ${rows(right)},\n  "laws": ${rows(laws)}\n}\n`
}

const byName = (outcomes: readonly Outcome[]): Readonly<Record<string, Outcome>> =>
  Object.fromEntries(checkers.map(({ name }, i) => [name, at(outcomes, i)]))

const none: Outcome = 'does not apply'
const countsOf = (outcomes: readonly Outcome[]) => {
  const count = (outcome: Outcome) => outcomes.filter((it) => it === outcome).length
  return { caught: count('caught'), missed: count('missed'), doesNotApply: count(none) }
}

/** The table as a page. */
export const markdown = (table: KillTable): string => `# What kills what

Written by \`npm run kills\`. The laws that catch each of the ${table.mistakes.length} mistakes in \`src/mistakes\`, from whichever seed they draw, were found
by trying every law on every mistake, at sizes ten times that from which it shows, and \`npm run soak\` finds them again from fresh seeds. Beside them stand checks that people
use today, re-created from their published formulas and run on inputs such as their own documents use; \`kills.json\` holds the
same as data.

## Checks of today

${checks(table)}

A check does not apply where it asks nothing of the operations in which a mistake was made. A false alarm is an objection to one of the
${table.correct.length} implementations in \`properties/doubles/correct\` that compute in binary32 or wider and are right: other orders of summation, online and blocked sums,
exp2, tanh, stores in 16 bits. That no law objects to any is tried in \`properties/laws/correct.test.ts\`. Gradient checks apply to those in doubles, conformance suites to
binary32 as well. Our core passes all of them. Where a
mistake was made in a value alone, the right gradient stands beside it, and a gradient check sees that the two differ; in a library
that differentiates what was written they agree, and it would see less.

${checkers.map(({ name, source, rule, inputs }) => `- [${name}](${source}): ${rule}. On ${inputs}.`).join('\n')}

## Mistakes

From: the least shape at which it shows, where that is more than a few classes or rows. Laws: how many catch it. ● caught, ○ missed, nothing where it does not apply.

${grid(
  ['mistake', 'from', 'written for', 'laws', ...checkers.map(({ name }) => name)],
  table.mistakes.map(({ id, from, writtenFor, caughtBy, outcomes }) => [
    id,
    shapeOf(from),
    writtenFor.join(', '),
    String(caughtBy.length),
    ...outcomes.map((it) => sign[it]),
  ]),
)}

## Mistakes by families of laws

${byFamily(table.mistakes)}

## Laws

Sharpest: the mistake of a law that the fewest other laws of its family refute, and how many these are; none has more than
${greatest(table.laws.map(({ sharpest }) => sharpest.others))}. Covered: another law refutes all that this one does. What a law that is covered adds is a
reason that can be seen without knowing the true result, or a name for what went wrong.

${grid(['law', 'kills', 'sharpest', 'others', 'covered by', 'mistakes'], table.laws.map(row))}
`

/** The least shape at which a mistake shows; nothing where that is small. */
const shapeOf = ({ classes, rows }: NonNullable<MistakeRow['from']> = {}): string =>
  [
    ...(classes === undefined ? [] : [`${classes.toLocaleString('en')} classes`]),
    ...(rows === undefined ? [] : [`${rows.toLocaleString('en')} rows`]),
  ].join(', ')

const sign: Readonly<Record<Outcome, string>> = { caught: '●', missed: '○', 'does not apply': '' }

/** Checks that stand together in a line of a table. */
type Line = readonly [name: string, chosen: (checker: Checker) => boolean]
const alone: readonly Line[] = checkers.map(({ name }) => [name, (it) => it.name === name])
const kernels = alone.filter((_, i) => at(checkers, i).of === 'kernels')
const gradientChecks: Line = ['all gradient checks together', (it) => it.of === 'gradients']
const kernelChecks: Line = ['all kernel checks together', (it) => it.of === 'kernels']
const allChecks: Line = ['all checks together', () => true]

const checks = ({ mistakes, correct }: KillTable): string =>
  grid(
    ['check', 'caught', 'missed', 'does not apply', 'false alarms'],
    [
      ...[...alone, gradientChecks, kernelChecks, allChecks].map(([name, chosen]) => {
        const { caught, missed, doesNotApply } = countsOf(together(mistakes, chosen))
        return [name, `${caught}`, `${missed}`, `${doesNotApply}`, alarms(correct, chosen)]
      }),
      ['the laws', `${mistakes.length}`, '0', '0', `0 of ${correct.length}`],
    ],
  )

/** The same in a few lines, for the page that everybody reads. */
export const inShort = ({ mistakes, correct }: KillTable): string =>
  grid(
    ['check of today', `finds, of ${mistakes.length} mistakes`, 'rejects, of what is right'],
    [
      ...[...kernels, gradientChecks, allChecks].map(([name, chosen]) => [
        name,
        `${countsOf(together(mistakes, chosen)).caught}`,
        alarms(correct, chosen),
      ]),
      ['**the laws**', `**${mistakes.length}**`, `**0 of ${correct.length}**`],
    ],
  )

/** How many implementations that are right some check rejects, of those that it applies to. */
const alarms = (correct: readonly CorrectRow[], chosen: Line[1]): string => {
  const { caught, missed } = countsOf(together(correct, chosen))
  return `${caught} of ${caught + missed}`
}

/** What some checks come to together: caught where one catches. */
const together = (
  rows: readonly { readonly outcomes: readonly Outcome[] }[],
  chosen: Line[1],
): Outcome[] =>
  rows.map(({ outcomes }) => {
    const some = outcomes.filter((_, i) => chosen(at(checkers, i)))
    return (
      some.includes('caught') ? 'caught'
      : some.includes('missed') ? 'missed'
      : none
    )
  })

const byFamily = (mistakes: readonly MistakeRow[]): string => {
  const families = [...new Set(laws.map(({ id }) => familyOf(id)))]
  return grid(
    ['mistake', ...families],
    mistakes.map(({ id, caughtBy }) => [
      id,
      ...families.map((family) =>
        String(caughtBy.filter((law) => familyOf(law) === family).length || ''),
      ),
    ]),
  )
}

const row = ({ id, kills, sharpest, coveredBy = '' }: LawRow): string[] => [
  id,
  String(kills.length),
  sharpest.mistake,
  String(sharpest.others),
  coveredBy,
  kills.join(', '),
]

const grid = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
