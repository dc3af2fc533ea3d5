import type { Entry } from '../entry.ts'
import { lawsOf } from '../recorded.ts'
import { fateOf } from '../standing.ts'
import { html, type Markup } from './markup.ts'
import { mark, marks } from './marks.ts'

/**
 * A card for each law that is not known to hold, the gravest first; the first of an implementation
 * lies open.
 */
export const cards = (groups: ReadonlyMap<string, readonly Entry[]>): Markup => {
  const wrong = [...groups]
    .map(([address, entries]) => [address, gravestFirst(entries)] as const)
    .filter(([, entries]) => entries.length > 0)
  return html`<h2>What does not hold</h2>
${wrong.length === 0 && html`<p>Every law that was judged holds.</p>`}
${wrong.map(
  ([address, entries]) => html`<h3>${address}</h3>
${entries.map(
  (
    entry,
    i,
  ) => html`<details class="card ${marks[fateOf(entry)].tone}"${i === 0 && html` open`}><summary>${mark(fateOf(entry))} <code>${entry.law}</code> ${equationOf(entry)}</summary>
${body(entry)}</details>
`,
)}`,
)}`
}

const gravity = ['broken', 'errored', 'lost accuracy', 'known to fail'] as const
const gravestFirst = (entries: readonly Entry[]): Entry[] =>
  gravity.flatMap((fate) => entries.filter((entry) => fateOf(entry) === fate))

const body = ({ text, evidence, excuse, status }: Entry): Markup => html`<dl>
${excuse !== undefined && row('known', excuse)}
${status === 'errored' && row('reason', html`<pre>${text}</pre>`)}
${(evidence ?? []).map(([name = '', value = '']) => name !== 'law' && row(name, exact.has(name) ? html`<code>${value}</code>` : value))}</dl>`

const row = (name: string, value: Markup | string): Markup => html`<dt>${name}</dt><dd>${value}</dd>
`
const exact = new Set(['input', 'expected', 'got', 'smallest', 'replay', 'cases', ''])

/** The equation of a law, which may be one that somebody else wrote. */
const equationOf = ({ law, evidence = [] }: Entry): string | undefined =>
  evidence.find(([name]) => name === 'law')?.[1] ?? lawsOf().find(({ id }) => id === law)?.equation
