import { familyOf } from '../../laws/law.ts'
import type { Region } from '../../laws/region.ts'
import { html, type Markup } from '../draw/markup.ts'
import type { Row } from '../../verdict/evidence.ts'
import { told } from '../../verdict/explain.ts'
import { isTried, type Outcome, type Tried } from '../../verdict/outcome.ts'
import { extentOf, rowsOf as rowsOfCause, sentenceOf } from '../../trial/cause-in-words.ts'
import { causesOf } from '../../trial/causes.ts'
import { fateOf, type Fate, type Groups } from '../../trial/standing.ts'
import { facetsOf, filters, tokensOf } from './filters.ts'
import { mark, marks } from './marks.ts'
import type { Section } from './page.ts'

/** A card of a page: its number there, what it is found by, and what it says. */
export type Card = {
  readonly number: number
  /** The implementation, as the page calls it. */
  readonly name: string
  readonly fate: Fate
  readonly region?: Region
  readonly families: readonly string[]
  readonly title: Markup | string
  readonly rows: readonly Markup[]
}

/**
 * The cards of a page: one for each cause, the gravest first, and one for each failure that is known,
 * implementation by implementation.
 */
export const cardsIn = (groups: Groups): readonly Card[] =>
  [...groups]
    .flatMap(([name, outcomes]) => cardsOf(outcomes).map((card) => ({ ...card, name })))
    .map((card, i) => ({ ...card, number: i + 1 }))

/** The cards below their filters; the first lies open. */
export const cards = (all: readonly Card[]): Section | undefined => {
  if (all.length === 0) return undefined
  const facets = facetsOf(all)
  const body = html`${facets.length > 0 && filters(facets)}
${[...new Set(all.map(({ name }) => name))].map((name) => {
  const mine = all.filter((it) => it.name === name)
  return html`<section class="cards ${tokensOf(facets, mine)}">
<h3>${name}</h3>
${mine.map((it) => cardOf(it, tokensOf(facets, [it])))}</section>
`
})}${facets.length > 0 && html`<p class="shown quiet"> of ${all.length} cards are shown.</p>`}
`
  return { id: 'causes', title: 'What does not hold', body }
}

const cardOf = ({ number, fate, region, title, rows }: Card, tokens: string): Markup =>
  html`<details class="card ${marks[fate].tone} ${tokens}"${number === 1 && html` open`}><summary>${mark(fate, fate === 'known to fail' ? fate : '')}<span class="quiet">${number}</span> ${title}${region !== undefined && html` <span class="quiet">${region}</span>`}</summary>
<dl id="card-${number}">${rows}</dl></details>
`

const cardsOf = (outcomes: readonly Outcome[]): Omit<Card, 'number' | 'name'>[] => [
  ...outcomes
    .filter(({ status }) => status === 'untried')
    .map((it) => ({
      fate: fateOf(it),
      families: [],
      title: 'could not be tried',
      rows: [row('reason', html`<pre>${told(it)}</pre>`)],
    })),
  ...causesOf(outcomes).map((cause) => ({
    fate: cause.fate,
    region: cause.region,
    families: familiesIn(cause.outcomes),
    title: `${sentenceOf(cause)}, ${extentOf(cause)}`,
    rows: rowsOfCause(cause).flatMap(rowsOf),
  })),
  ...outcomes
    .filter(isTried)
    .filter((it) => fateOf(it) === 'known to fail')
    .map((it) => ({
      fate: 'known to fail' as const,
      families: familiesIn([it]),
      title: html`<code>${it.law}</code> ${it.equation}`,
      rows: [row('known', it.excuse ?? ''), row('reason', html`<pre>${told(it)}</pre>`)],
    })),
]

const familiesIn = (outcomes: readonly Tried[]): readonly string[] => [
  ...new Set(outcomes.map(({ law }) => familyOf(law))),
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
  'resembles',
  'fails at',
  'seed',
  'errored',
])
