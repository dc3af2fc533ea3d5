import { toDigits } from '../arithmetic/decimal-string.ts'
import {
  compare,
  exact,
  minus,
  magnitude,
  plus,
  scale,
  sign,
  top,
  type Exact,
} from '../arithmetic/exact.ts'
import { distance, isWide, type Claim } from '../laws/claim.ts'

/** Where a claimed number must lie. */
export const expectedOf = ({ within }: Claim): string => {
  if ('only' in within)
    return within.or === undefined ? `${within.only}` : `${within.only} or ${within.or}`
  const { lo, hi, budget } = within
  if (lo && hi) {
    const middle = scale(plus(lo, hi), -1)
    const slack = scale(minus(hi, lo), -1)
    if (isWide({ lo, hi, budget })) return `from ${toDigits(lo, 20)} to ${toDigits(hi, 20)}`
    return sign(slack) === 0 ?
        toDigits(middle, 20)
      : `${toDigits(middle, digitsTo(middle, slack))} ± ${toDigits(slack, 2)}`
  }
  if (lo) return `at least ${toDigits(lo, digitsTo(lo, budget))}`
  return hi ? `at most ${toDigits(hi, digitsTo(hi, budget))}` : 'any number'
}

/** Why a law is skipped where no input gave a verdict. */
export const noVerdict = (where: string): string =>
  `no verdict here: the budget exceeds the result at every ${where}`

/** Why an input gives no verdict, by a claim whose budget exceeds the result. */
export const noVerdictBy = ({ about, within }: Claim): string => {
  const [budget, result] = grantOf(within)
  return `no verdict here: the budget, ${budget}, exceeds the result, ${about}${result}`
}

/** A budget, and the result that it was granted to; where the budget is infinite, no result. */
const grantOf = (within: Claim['within']): readonly [budget: string, result: string] => {
  if ('only' in within || (within.lo ?? within.hi) === undefined) return ['Infinity', '']
  const { lo, hi, budget } = within
  const ends = [...(lo ? [plus(lo, budget)] : []), ...(hi ? [minus(hi, budget)] : [])]
  const furthest = ends.reduce((a, b) => (compare(magnitude(b), magnitude(a)) > 0 ? b : a))
  return [toDigits(budget, 3), ` = ${toDigits(furthest, 3)}`]
}

/**
 * How far off, and in budgets: rounding explains one budget, not a thousand. That is from what is
 * expected, or beyond the bound where that is all that is known.
 */
export const outsideBy = ({ value, within }: Claim, strain: number): string | undefined => {
  if ('only' in within || (typeof value === 'number' && !Number.isFinite(value))) return undefined
  const v = typeof value === 'number' ? exact(value) : value
  const { lo, hi, budget } = within
  const isNumber = lo && hi && !isWide({ lo, hi, budget })
  const far = isNumber ? magnitude(minus(v, scale(plus(lo, hi), -1))) : distance(v, within)
  if (!Number.isFinite(strain)) return toDigits(far, 3)
  const isAtEdge = strain - 1 < edge
  return `${toDigits(far, 3)}, ${multiple(isNumber ? strain : strain - 1)} times the budget${isAtEdge ? ': at its edge, and nothing clearer was found' : ''}`
}

/** Less than so many budgets outside, a witness may be explained by a step that nobody thought of. */
const edge = 0.5

const multiple = (x: number): string =>
  x < 1e6 ? String(Number(x.toPrecision(3))) : x.toExponential(2)

/** The number that came. */
export const gotOf = ({ value }: Claim): string =>
  typeof value === 'number' ? String(value) : toDigits(value, 20)

/** Digits that show a number to a tenth of its slack: 3 at least, 25 at most. */
const digitsTo = (x: Exact, slack: Exact): number =>
  sign(slack) === 0 || sign(x) === 0 ?
    20
  : Math.min(
      25,
      Math.max(3, Math.ceil((top(magnitude(x)) - top(slack)) * Math.LOG10E * Math.LN2) + 2),
    )
