import type { Entry } from '../entry.ts'
import { fateOf } from '../standing.ts'
import { html, type Markup } from './markup.ts'
import { shown, table } from './page.ts'

/**
 * Where the inputs lay, as bars beside their numbers; and which claims came nearest to the edge of
 * their budgets.
 */
export const inputs = (groups: ReadonlyMap<string, readonly Entry[]>): Markup => {
  const counted = [...groups]
    .map(([address, entries]) => ({
      address,
      regions: regionsIn(entries),
      close: closest(entries),
    }))
    .filter(({ regions }) => regions.length > 0)
  if (counted.length === 0) return html``
  return html`<h2>Where the inputs lay</h2>
<p>What holds has held on the inputs that were drawn. An input may lie in several regions, and is counted in each.</p>
${counted.map(
  ({ address, regions, close }) => html`<h3>${address}</h3>
${table(
  `Inputs of ${address}, by region`,
  ['Region', { number: 'inputs' }, 'share of the greatest'],
  regions.map(([region, n]) => [region, n, bar(n / (regions[0]?.[1] ?? 1))]),
)}
${
  close.length > 0
  && table(
    `The closest calls of ${address}, among laws that held`,
    ['Law', { number: 'worst strain' }],
    close.map(({ law, strain }) => [html`<code>${law}</code>`, shown(Number(strain))]),
  )
}`,
)}
`
}

const regionsIn = (entries: readonly Entry[]): readonly (readonly [string, number])[] => {
  const regions = new Map<string, number>()
  for (const { census = {} } of entries)
    for (const [name, n] of Object.entries(census)) regions.set(name, (regions.get(name) ?? 0) + n)
  return [...regions].toSorted(([x, a], [y, b]) => b - a || (x < y ? -1 : 1))
}

const closest = (entries: readonly Entry[]): Entry[] =>
  entries
    .filter((entry) => fateOf(entry) === 'held' && Number(entry.strain) > 0)
    .toSorted((a, b) => Number(b.strain) - Number(a.strain))
    .slice(0, 5)

const bar = (part: number): Markup =>
  html`<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width="${Number((100 * part).toFixed(2))}" height="10"/></svg>`
