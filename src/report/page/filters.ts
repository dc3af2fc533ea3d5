import { regions } from '../../laws/region.ts'
import { fates } from '../../trial/standing.ts'
import { html, type Markup } from '../draw/markup.ts'
import type { Card } from './cards.ts'

/** What the cards of a page are told apart by. */
type Facet = {
  readonly name: string
  readonly values: readonly string[]
  readonly of: (card: Card) => readonly string[]
}

/** The facets in which these cards differ. */
export const facetsOf = (cards: readonly Card[]): readonly Facet[] => {
  const facet = (name: string, of: Facet['of'], order: readonly string[] = []): Facet => {
    const values = [...new Set(cards.flatMap(of))]
    return { name, of, values: values.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)) }
  }
  return [
    facet('implementation', (it) => [it.name]),
    facet('status', (it) => [it.fate], fates),
    facet('region', (it) => (it.region === undefined ? [] : [it.region]), regions),
    facet('family', (it) => it.families),
  ].filter(({ values }) => values.length > 1)
}

/**
 * A choice for each facet, and how many cards it leaves. The style sheet hides the others, so that
 * no script is needed.
 */
export const filters = (facets: readonly Facet[]): Markup => html`<div class="filters">
${facets.map(
  ({ name, values }) =>
    html`<label>${name} <select autocomplete="off"><option>all</option>${values.map((value, i) => html`<option value="${token(name, i)}">${value}</option>`)}</select></label>
`,
)}</div>
`

/** The classes by which some cards are found: values are counted, since they may be anybody's text. */
export const tokensOf = (facets: readonly Facet[], cards: readonly Card[]): string =>
  facets
    .flatMap(({ name, values, of }) => {
      const mine = new Set(cards.flatMap(of))
      return values.flatMap((value, i) => (mine.has(value) ? [token(name, i)] : []))
    })
    .join(' ')

const token = (name: string, i: number): string => `${name}-${i}`

/** The rules that hide what is not of a chosen value, unless a link leads there. */
export const filterRules = (facets: readonly Facet[]): string =>
  facets
    .flatMap(({ name, values }) => values.map((_, i) => token(name, i)))
    .map(
      (it) =>
        `main:has(option[value=${it}]:checked) :is(.card,.cards):not(.${it},:has(:target)){display:none}\n`,
    )
    .join('')
