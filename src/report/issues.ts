import { greatest } from '../arithmetic/sequence.ts'
import { numbersInWords } from '../contract/numbers.ts'
import { plain } from '../contract/plain.ts'
import { sentenceOf, rowsOf } from '../trial/cause-in-words.ts'
import { causesOf, type Cause } from '../trial/causes.ts'
import { writeText } from '../trial/files.ts'
import { bySubject } from '../trial/standing.ts'
import type { Report } from '../trial/trial.ts'
import type { Row } from '../verdict/evidence.ts'
import type { Outcome } from '../verdict/outcome.ts'
import { escaped } from './print/markdown.ts'

/**
 * The report that writes a page for each cause, as its maintainers would want it, into one file, and
 * says so. Throws a Misuse where it cannot.
 */
export const issuesReporter =
  (file: string): Report =>
  ({ outcomes, aside }) => ({
    onTestRunEnd: () => {
      const pages = issuesIn(outcomes)
      writeText(file, pages.join('\n---\n\n'))
      aside(`${pages.length} ${pages.length === 1 ? 'issue is' : 'issues are'} in ${file}\n`)
    },
  })

/** A page of Markdown for each cause, implementation by implementation. */
export const issuesIn = (outcomes: readonly Outcome[]): readonly string[] =>
  [...bySubject(outcomes).values()].flatMap(causesOf).map(pageOf)

const pageOf = (cause: Cause): string => {
  const [first, ...others] = cause.outcomes
  const { trial, fault } = first
  const rows = new Map<Row[0], readonly string[]>(rowsOf(cause).map(([slot, ...it]) => [slot, it]))
  const facts = slots.flatMap(([slot, name]) =>
    (rows.get(slot) ?? []).map((text) => `- ${name}: ${inCode(text)}`),
  )
  const said = (slot: Row[0]): string => escaped((rows.get(slot) ?? []).join('. '))
  const paragraphs = [
    `# ${escaped(sentenceOf(cause))}`,
    `${escaped(trial.name)} ${escaped(trial.version ?? '(version not known)')}, ${numbersInWords(trial)}.`,
    facts.join('\n'),
    ...(rows.has('why') ? [`Why: ${said('why')} The law is ${inCode(first.equation)}.`] : []),
    ...(rows.has('resembles') ? [`It looks like ${said('resembles')} ${said('mend')}`] : []),
    ...(fault?.code === undefined ?
      []
    : [`To see it:`, fenced(fault.code.text, fault.code.language)]),
    ...(rows.has('replay') ?
      [
        `With losslaws ${trial.losslaws} on Node ${trial.node}:`,
        fenced((rows.get('replay') ?? []).join('\n'), 'sh'),
      ]
    : []),
    ...(others.length === 0 ?
      []
    : [`It shows in ${others.length} more: ${others.map(({ law }) => inCode(law)).join(', ')}.`]),
  ]
  return `${paragraphs.join('\n\n')}\n`
}

const slots = [
  ['input', 'input'],
  ['claim', 'of'],
  ['expected', 'true value'],
  ['got', 'got'],
  ['off by', 'off by'],
  ['changes', 'changes'],
] as const satisfies readonly (readonly [Row[0], string])[]

/** A text as it stands, between more backticks than it has in a row. */
const inCode = (text: string): string => {
  const marks = '`'.repeat(longestRun(text) + 1)
  const pad = marks.length > 1 ? ' ' : ''
  return [marks, plain(text).replaceAll(/\s+/g, ' '), marks].join(pad)
}
const fenced = (text: string, language: string): string => {
  const marks = '`'.repeat(Math.max(3, longestRun(text) + 1))
  return `${marks}${language}\n${plain(text)}\n${marks}`
}
const longestRun = (text: string): number =>
  greatest(
    [...text.matchAll(/`+/g)].map(([it]) => it.length),
    0,
  )
