import { html, type Markup } from '../draw/markup.ts'
import { shown } from '../draw/numbers.ts'
import { isMeasured, type Outcome } from '../../verdict/outcome.ts'
import { tally, type Groups } from '../../trial/standing.ts'
import { heldOnAll, sumOfUndecided } from '../words.ts'
import { folded, table, type Section } from './page.ts'

/**
 * Where the inputs lay, as bars beside their numbers; which laws held on all inputs; and which claims
 * came nearest to the edge of their budgets.
 */
export const inputs = (groups: Groups): Section | undefined => {
  const counted = [...groups]
    .map(([address, outcomes]) => ({
      address,
      regions: regionsIn(outcomes),
      onAll: [...heldOnAll(outcomes)],
      close: closest(outcomes),
      undecided: sumOfUndecided(outcomes),
    }))
    .filter(({ regions, onAll }) => regions.length > 0 || onAll.length > 0)
  if (counted.length === 0) return undefined
  const isExhaustive = counted.some(({ onAll }) => onAll.length > 0)
  const body = html`<p>What holds has held on the inputs that were drawn${isExhaustive && ', or on all where that is said'}. An input may lie in several regions, and is counted in each.</p>
${counted.map(({ address, regions, onAll, close, undecided }) =>
  folded(
    address,
    html`${onAll.map(
      ([
        all,
        laws,
      ]) => html`<p>Held, judged at ${all}: ${laws.map((law, i) => html`${i > 0 && ', '}<code>${law}</code>`)}.</p>
`,
    )}${
      regions.length > 0
      && table(
        `Inputs of ${address}, by region`,
        ['Region', { number: 'inputs' }, 'share of the greatest'],
        regions.map(([region, n]) => [region, n, bar(n / (regions[0]?.[1] ?? 1))]),
      )
    }
${
  undecided !== undefined
  && html`<p>There is ${undecided.words}: the budget exceeds the result there, so that nothing is proved.</p>
${table(
  `Inputs of ${address} at which there is no verdict`,
  ['Law', { number: 'no verdict at' }, { number: 'of inputs' }],
  undecided.laws.map(({ law, n, of }) => [html`<code>${law}</code>`, n, of ?? '–']),
)}`
}
${
  close.length > 0
  && table(
    `The closest calls of ${address}, among laws that held`,
    ['Law', { number: 'worst strain' }],
    close.map(({ law, worst }) => [html`<code>${law}</code>`, shown(Number(worst))]),
  )
}`,
    groups.size === 1,
  ),
)}
`
  return { id: 'inputs', title: 'Where the inputs lay', body }
}

const regionsIn = (outcomes: readonly Outcome[]): readonly (readonly [string, number])[] => {
  const regions = tally(outcomes.filter(isMeasured).flatMap(({ census }) => Object.entries(census)))
  return [...regions].toSorted(([x, a], [y, b]) => b - a || (x < y ? -1 : 1))
}

const closest = (outcomes: readonly Outcome[]) =>
  outcomes
    .filter((it) => it.status === 'passed')
    .filter(({ worst }) => Number(worst) > 0)
    .toSorted((a, b) => Number(b.worst) - Number(a.worst))
    .slice(0, 5)

const bar = (part: number): Markup =>
  html`<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width="${Number((100 * part).toFixed(2))}" height="10"/></svg>`
