import { html, type Markup } from '../draw/markup.ts'
import type { Row } from '../../verdict/evidence.ts'
import { told } from '../../verdict/explain.ts'
import { isTried, type Outcome } from '../../verdict/outcome.ts'
import { extentOf, rowsOf as rowsOfCause, sentenceOf } from '../../trial/cause-in-words.ts'
import { causesOf } from '../../trial/causes.ts'
import { fateOf, type Fate, type Groups } from '../../trial/standing.ts'
import { mark, marks } from './marks.ts'

/**
 * A card for each cause, the gravest first, and for each failure that is known; the first of an
 * implementation lies open.
 */
export const cards = (groups: Groups): Markup => {
  const wrong = [...groups]
    .map(([address, outcomes]) => [address, cardsOf(outcomes)] as const)
    .filter(([, all]) => all.length > 0)
  return html`<h2>What does not hold</h2>
${wrong.length === 0 && html`<p>Every law that was judged holds.</p>`}
${wrong.map(
  ([address, all]) => html`<h3>${address}</h3>
${all.map(
  ({ fate, title, rows }, i) =>
    html`<details class="card ${marks[fate].tone}"${i === 0 && html` open`}><summary>${mark(fate)} ${title}</summary>
<dl>${rows}</dl></details>
`,
)}`,
)}`
}

type Card = { readonly fate: Fate; readonly title: Markup | string; readonly rows: Markup[] }

const cardsOf = (outcomes: readonly Outcome[]): Card[] => [
  ...outcomes
    .filter(({ status }) => status === 'untried')
    .map((it): Card => ({
      fate: fateOf(it),
      title: html`<code>trial</code>`,
      rows: [row('reason', html`<pre>${told(it)}</pre>`)],
    })),
  ...causesOf(outcomes).map((cause): Card => ({
    fate: cause.fate,
    title: `${sentenceOf(cause)}, ${extentOf(cause)}`,
    rows: rowsOfCause(cause).flatMap(rowsOf),
  })),
  ...outcomes
    .filter(isTried)
    .filter((it) => fateOf(it) === 'known to fail')
    .map((it): Card => ({
      fate: 'known to fail',
      title: html`<code>${it.law}</code> ${it.equation}`,
      rows: [row('known', it.excuse ?? ''), row('reason', html`<pre>${told(it)}</pre>`)],
    })),
]

const rowsOf = ([slot, ...lines]: Row): Markup[] =>
  lines.map((line, i) =>
    row(i === 0 ? slot : '', inWords.has(slot) ? line : html`<code>${line}</code>`),
  )
const row = (name: string, value: Markup | string): Markup =>
  html`<dt>${name}</dt><dd>${value}</dd>
`
const inWords: ReadonlySet<Row[0]> = new Set([
  'law',
  'claim',
  'off by',
  'changes',
  'mend',
  'why',
  'like',
  'fails at',
  'seed',
  'errored',
])
