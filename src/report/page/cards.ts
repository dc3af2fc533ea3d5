import { html, type Markup } from '../draw/markup.ts'
import { evidenceOf, type Row } from '../../verdict/evidence.ts'
import { told } from '../../verdict/explain.ts'
import type { Outcome } from '../../verdict/outcome.ts'
import { fateOf, type Groups } from '../../trial/standing.ts'
import { mark, marks } from './marks.ts'

/**
 * A card for each law that is not known to hold, the gravest first; the first of an implementation
 * lies open.
 */
export const cards = (groups: Groups): Markup => {
  const wrong = [...groups]
    .map(([address, outcomes]) => [address, gravestFirst(outcomes)] as const)
    .filter(([, outcomes]) => outcomes.length > 0)
  return html`<h2>What does not hold</h2>
${wrong.length === 0 && html`<p>Every law that was judged holds.</p>`}
${wrong.map(
  ([address, outcomes]) => html`<h3>${address}</h3>
${outcomes.map(
  (
    outcome,
    i,
  ) => html`<details class="card ${marks[fateOf(outcome)].tone}"${i === 0 && html` open`}><summary>${mark(fateOf(outcome))} ${titleOf(outcome)}</summary>
${body(outcome)}</details>
`,
)}`,
)}`
}

const gravity = ['broken', 'errored', 'lost accuracy', 'known to fail'] as const
const gravestFirst = (outcomes: readonly Outcome[]): Outcome[] =>
  gravity.flatMap((fate) => outcomes.filter((outcome) => fateOf(outcome) === fate))

const titleOf = (outcome: Outcome): Markup =>
  outcome.status === 'untried' ?
    html`<code>trial</code>`
  : html`<code>${outcome.law}</code> ${outcome.equation}`

const body = (outcome: Outcome): Markup =>
  html`<dl>${'excuse' in outcome && outcome.excuse !== undefined && row('known', outcome.excuse)}${
    outcome.status === 'falsified' ?
      evidenceOf(outcome).map(rowsOf)
    : row('reason', html`<pre>${told(outcome)}</pre>`)
  }</dl>`

const rowsOf = ([slot, ...lines]: Row): Markup[] =>
  slot === 'law' ?
    []
  : lines.map((line, i) =>
      row(i === 0 ? slot : '', inWords.has(slot) ? line : html`<code>${line}</code>`),
    )
const row = (name: string, value: Markup | string): Markup =>
  html`<dt>${name}</dt><dd>${value}</dd>
`
const inWords: ReadonlySet<Row[0]> = new Set([
  'claim',
  'off by',
  'why',
  'like',
  'fails at',
  'seed',
  'errored',
])
