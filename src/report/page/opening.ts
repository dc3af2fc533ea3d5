import { told } from '../../verdict/explain.ts'
import { inShell } from '../../verdict/text.ts'
import { isTried, type Outcome, type Trial } from '../../verdict/outcome.ts'
import { countsOf, fates, type Groups } from '../../trial/standing.ts'
import { given } from '../../contract/given.ts'
import { domainInWords, numbersInWords } from '../../contract/numbers.ts'
import { html, type Markup } from '../draw/markup.ts'
import { sumOfUndecided } from '../words.ts'
import { table } from './page.ts'

/** The verdict in words, who was on trial, and how to hold the same trial again. */
export const opening = (
  groups: Groups,
  faults: readonly string[],
  surprises: readonly string[],
): Markup => html`<h1>${titleOf(groups)}</h1>
${[...groups].map(([address, outcomes]) => html`<p class="lead">${inWords(address, outcomes)}</p>`)}
${faults.map((fault) => html`<p class="lead odd">The trial itself failed: ${fault}</p>`)}
${surprises.map((surprise) => html`<p class="lead odd">Not as is known: ${surprise}</p>`)}
${table(
  'Who was on trial, and what the laws came to',
  ['Address', 'Name', 'Version', 'Numbers', 'Domain', ...fates.map((fate) => ({ number: fate }))],
  [...groups].map(([address, outcomes]) => {
    const [trial, counts] = [trialIn(outcomes), countsOf(outcomes)]
    return [
      html`<code>${address}</code>`,
      trial?.name ?? '–',
      trial?.version ?? 'not said',
      trial === undefined ? '–' : numbersWithoutDomain(trial),
      trial === undefined ? '–' : ((trial.domain && domainInWords(trial.domain)) ?? 'all logits'),
      ...fates.map((fate) => counts[fate]),
    ]
  }),
)}
${commandsFor(groups).map(
  ({
    command,
    trial,
  }) => html`<p>The same trial again, with losslaws ${trial.losslaws} on Node ${trial.node}:</p>
<pre><code>${command}</code></pre>`,
)}
`
const numbersWithoutDomain = ({ format, elementary }: Trial): string =>
  numbersInWords({ format, ...given({ elementary }) })

export const titleOf = (groups: ReadonlyMap<string, unknown>): string =>
  `The trial of ${groups.size === 1 ? [...groups.keys()].join() : `${groups.size} implementations`}`

/** What the laws came to, in a sentence. What was not judged is not said to hold. */
export const inWords = (address: string, outcomes: readonly Outcome[]): string => {
  const none = outcomes.find(({ status }) => status === 'untried')
  if (none !== undefined) return `${address} could not be tried: ${told(none)}`
  const counts = countsOf(outcomes)
  const undecided = sumOfUndecided(outcomes)
  const wrong = [
    counts.broken > 0 && `breaks ${laws(counts.broken)}`,
    counts['lost accuracy'] > 0 && `loses accuracy in ${counts['lost accuracy']}`,
    counts['known to fail'] > 0 && `fails ${counts['known to fail']} as is known`,
  ].filter((part) => part !== false)
  const aside = [
    counts.errored > 0 && ` ${laws(counts.errored)} could not be judged.`,
    counts.skipped > 0
      && ` ${laws(counts.skipped)} ${counts.skipped === 1 ? 'was' : 'were'} skipped.`,
    undecided !== undefined && ` There is ${undecided.words}.`,
  ]
    .filter((part) => part !== false)
    .join('')
  if (wrong.length > 0)
    return `${address} ${listed(wrong)}; ${laws(counts.held)} ${counts.held === 1 ? 'holds' : 'hold'}.${aside}`
  if (counts.errored > 0) return `${address} held ${laws(counts.held)}.${aside}`
  return counts.held > 0 ?
      `${address} held ${counts.held === 1 ? 'the one law' : `all ${laws(counts.held)}`} that judged it.${aside}`
    : `${address} was not judged by any law.${aside}`
}
const laws = (n: number): string => `${n} ${n === 1 ? 'law' : 'laws'}`
const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`

const trialIn = (outcomes: readonly Outcome[]): Trial | undefined => outcomes.find(isTried)?.trial

/**
 * A command for each set of circumstances: parts that were judged apart may have had seeds of their
 * own.
 */
const commandsFor = (
  groups: Groups,
): readonly { readonly command: string; readonly trial: Trial }[] => {
  const found = new Map<string, { readonly trial: Trial; readonly addresses: Set<string> }>()
  for (const [address, outcomes] of groups) {
    for (const { trial } of outcomes.filter(isTried)) {
      const circumstances = optionsOf(trial)
      const known = found.get(circumstances) ?? { trial, addresses: new Set() }
      known.addresses.add(address)
      found.set(circumstances, known)
    }
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
