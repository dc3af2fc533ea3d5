import { inShell, listed } from '../../verdict/text.ts'
import { isTried, subjectOf, type Trial } from '../../verdict/outcome.ts'
import { countsOf, fates, type Groups } from '../../trial/standing.ts'
import { numbersInWords } from '../../contract/numbers.ts'
import { html, type Markup } from '../draw/markup.ts'
import type { Card } from './cards.ts'
import { table, type Section } from './page.ts'

/** What is wrong, in a sentence, and what went wrong with the trial itself. */
export const opening = (
  groups: Groups,
  cards: readonly Card[],
  faults: readonly string[],
  surprises: readonly string[],
): Markup => html`<h1>${titleOf(groups)}</h1>
<p class="lead">${leadOf(groups, cards)}</p>
${faults.map((fault) => html`<p class="lead odd">The run itself failed: ${fault}</p>`)}
${surprises.map((surprise) => html`<p class="lead odd">Not as listed: ${surprise}</p>`)}
`

/** What was checked, and what came of it. */
export const trials = (groups: Groups): Section => {
  const counts = new Map([...groups].map(([name, outcomes]) => [name, countsOf(outcomes)]))
  const met = fates.filter((fate) => [...counts.values()].some((it) => it[fate] > 0))
  const body = table(
    'What the laws came to',
    ['Name', ...met.map((fate) => ({ number: fate })), 'Version', 'Numbers', 'Address'],
    [...groups].map(([name, outcomes]) => {
      const trial = outcomes.find(isTried)?.trial
      return [
        name,
        ...met.map((fate) => counts.get(name)?.[fate] ?? 0),
        trial?.version ?? '–',
        trial === undefined ? '–' : numbersInWords(trial),
        html`<code>${outcomes[0] === undefined ? name : subjectOf(outcomes[0])}</code>`,
      ]
    }),
  )
  return { id: 'trials', title: 'What was checked', body }
}

/** How to run the same again. */
export const again = (groups: Groups): Section | undefined => {
  const commands = commandsFor(groups)
  const body = commands.map(
    ({ command, trial }) => html`<p>With losslaws ${trial.losslaws} on Node ${trial.node}:</p>
<pre><code>${command}</code></pre>
`,
  )
  return commands.length === 0 ? undefined : { id: 'again', title: 'Running the same again', body }
}

export const titleOf = (groups: ReadonlyMap<string, unknown>): string =>
  `Report on ${groups.size === 1 ? [...groups.keys()].join() : `${groups.size} implementations`}`

/** What the laws came to, in a sentence. What was not judged is not said to hold. */
export const leadOf = (groups: Groups, cards: readonly Card[]): string => {
  const found = (Object.keys(words) as (keyof typeof words)[]).flatMap((fate) => {
    const n = cards.filter((it) => it.fate === fate).length
    return n === 0 ? [] : [`${n} ${words[fate][n === 1 ? 0 : 1]}`]
  })
  const held = [...groups].filter(
    ([name, outcomes]) =>
      cards.every((it) => it.name !== name) && outcomes.some(({ status }) => status === 'passed'),
  ).length
  const all = [
    ...(found.length === 0 ? [] : [listed(found)]),
    ...(held === 0 && found.length > 0 ? []
    : groups.size > 1 ? [`${held} of ${groups.size} implementations passed every law that applies`]
    : [held === 1 ? 'every law that applies passed' : 'no law was checked']),
  ].join('; ')
  return `${all.charAt(0).toUpperCase()}${all.slice(1)}.`
}
const words = {
  broken: ['cause breaks laws', 'causes break laws'],
  'lost accuracy': ['loses accuracy', 'lose accuracy'],
  errored: ['leaves laws unchecked', 'leave laws unchecked'],
  'known to fail': ['failure is known', 'failures are known'],
} as const

/**
 * A command for each set of circumstances: parts that were judged apart may have had seeds of their
 * own.
 */
const commandsFor = (
  groups: Groups,
): readonly { readonly command: string; readonly trial: Trial }[] => {
  const found = new Map<string, { readonly trial: Trial; readonly addresses: Set<string> }>()
  for (const outcome of [...groups.values()].flat().filter(isTried)) {
    const circumstances = optionsOf(outcome.trial)
    const known = found.get(circumstances) ?? { trial: outcome.trial, addresses: new Set() }
    known.addresses.add(subjectOf(outcome))
    found.set(circumstances, known)
  }
  return [...found].map(([options, { trial, addresses }]) => ({
    command: `losslaws verify ${[...addresses].map(inShell).join(' ')}${options}`,
    trial,
  }))
}
const optionsOf = ({ seed, runs, classes, rows, laws, tier, exhaustive }: Trial): string =>
  [
    seed === undefined ? '' : ` --seed ${seed}`,
    ` --runs ${runs}`,
    classes === undefined ? '' : ` --classes ${classes}`,
    rows === undefined ? '' : ` --rows ${rows}`,
    laws === undefined ? '' : ` --laws ${inShell(laws)}`,
    tier === undefined ? '' : ` --tier ${tier}`,
    exhaustive ? ' --exhaustive' : '',
  ].join('')
