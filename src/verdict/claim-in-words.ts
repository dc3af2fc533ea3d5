import { toDigits } from '../arithmetic/decimal-string.ts'
import { exact, minus, magnitude, plus, scale, sign, top, type Exact } from '../arithmetic/exact.ts'
import { distance, isWide, type Claim } from '../laws/claim.ts'

/** Where a claimed number must lie. */
export const expectedOf = ({ within }: Claim): string => {
  if ('only' in within) return `${within.only}`
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

/** How far outside, and in budgets: rounding explains one budget, not a thousand. */
export const outsideBy = ({ value, within }: Claim, strain: number): string | undefined => {
  if ('only' in within || (typeof value === 'number' && !Number.isFinite(value))) return undefined
  const far = toDigits(distance(typeof value === 'number' ? exact(value) : value, within), 3)
  return Number.isFinite(strain) ? `${far}, ${multiple(strain - 1)} times the budget` : far
}

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
