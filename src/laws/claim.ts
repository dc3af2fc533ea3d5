import {
  compare,
  exact,
  greater,
  magnitude,
  minus,
  negate,
  plus,
  scale,
  sign,
  sum,
  times,
  top,
  zero,
  type Exact,
} from '../arithmetic/exact.ts'
import { formats, round, type Format } from '../arithmetic/format.ts'
import { at } from '../arithmetic/sequence.ts'
import type { Interval } from '../arithmetic/interval.ts'

/**
 * A number that an implementation gave, exactly or as its format holds it, and where it must lie.
 */
export type Claim = {
  /** What the number is, as a noun phrase: `the sum of the probability vector`. */
  readonly about: string
  readonly value: number | Exact
  readonly within: Enclosure
  /** Whether the budget exceeds the result itself: to keep to it then proves nothing. */
  readonly isVacuous?: true
}

/**
 * A closed set of real numbers with the budget that was granted to reach it; or one double, NaN and
 * infinities included, or either of two.
 */
export type Enclosure =
  | { readonly lo?: Exact; readonly hi?: Exact; readonly budget: Exact }
  | { readonly only: number; readonly or?: number }

/** What is expected: a double, a dyadic number, or an enclosure from an oracle. */
export type Expected = number | Exact | Interval<Exact>

/**
 * The size of a result, beyond which a budget proves nothing. It is that of what is expected, and
 * unbounded where 0 is, unless a law says otherwise: half a probability, or 1 for probabilities
 * that add up to it.
 */
type Size = number | Exact

/**
 * |value - expected| <= budget, in the unit of the value. Where an implementation's own NaN or
 * infinity is expected, it alone will do; a budget of Infinity claims nothing.
 */
export const near = (
  about: string,
  value: number | Exact,
  expected: Expected,
  budget: number,
  size?: Size,
): Claim =>
  isNaNOrInfinite(expected) ?
    identical(about, value, expected)
  : granted(about, value, bounds(expected), budget, size)

/** `near` for every entry of a vector, each with a budget of its own, and a size where it has one. */
export const nearEach = (
  about: string,
  values: readonly number[],
  expected: readonly Expected[],
  budgets: readonly number[],
  sizes: readonly Size[] = [],
): Claim[] =>
  values.map((x, i) => near(`${about}[${i}]`, x, expected[i] ?? NaN, at(budgets, i), sizes[i]))

/** value >= least - budget. */
export const atLeast = (
  about: string,
  value: number | Exact,
  least: Expected,
  budget = 0,
  size?: Size,
): Claim =>
  least === -Infinity ? { about, value, within: { budget: zero } }
  : isNaNOrInfinite(least) ? identical(about, value, least)
  : granted(about, value, { lo: bounds(least).lo }, budget, size)

/** value <= most + budget. */
export const atMost = (
  about: string,
  value: number | Exact,
  most: Expected,
  budget = 0,
  size?: Size,
): Claim =>
  most === Infinity ? { about, value, within: { budget: zero } }
  : isNaNOrInfinite(most) ? identical(about, value, most)
  : granted(about, value, { hi: bounds(most).hi }, budget, size)

/** lo - budget <= value <= hi + budget, for the ends that there are. */
const granted = (
  about: string,
  value: number | Exact,
  ends: Partial<Interval<Exact>>,
  budget: number,
  size: Size = sizeOf(ends),
): Claim => {
  if (budget === Infinity) return { about, value, within: { budget: zero }, isVacuous: true }
  const { lo, hi } = ends
  const slack = exact(budget)
  return {
    about,
    value,
    within: {
      ...(lo && { lo: minus(lo, slack) }),
      ...(hi && { hi: plus(hi, slack) }),
      budget: slack,
    },
    ...(isBeyond(slack, budget, size) && { isVacuous: true }),
  }
}

/** Whether a budget is greater than a result of this size that is not 0. */
const isBeyond = (slack: Exact, budget: number, size: Size): boolean =>
  typeof size === 'number' ? size > 0 && budget > size : sign(size) > 0 && compare(slack, size) > 0

/** The magnitude of the end that is further from 0. */
const sizeOf = ({ lo = zero, hi = zero }: Partial<Interval<Exact>>): Exact =>
  lo === hi ? magnitude(lo) : greater(magnitude(lo), magnitude(hi))

/** lo <= value <= hi, where a violation is counted in units. */
export const between = (
  about: string,
  value: number | Exact,
  lo: Exact,
  hi: Exact,
  unit: number,
): Claim => ({ about, value, within: { lo, hi, budget: exact(unit) } })

/** value is this double and no other: NaN is NaN, and an infinity is itself. Zeros are equal. */
export const identical = (about: string, value: number | Exact, only: number): Claim => ({
  about,
  value,
  within: { only },
})

/** value is one of these doubles and no other: where a policy leaves open which. */
export const either = (about: string, value: number, only: number, or: number): Claim => ({
  about,
  value,
  within: { only, or },
})

/** The exact sum of what an implementation returned, or NaN where an entry is not finite. */
export const exactTotal = (xs: readonly number[]): number | Exact =>
  xs.every(Number.isFinite) ? sum(xs.map(exact)) : NaN

/** The exact inner product of two vectors, or NaN where an entry is not finite. */
export const inner = (a: readonly number[], b: readonly number[]): number | Exact =>
  [...a, ...b].every(Number.isFinite) ?
    sum(a.map((x, i) => times(exact(x), exact(b[i] ?? NaN))))
  : NaN

/** The exact difference a - b, or NaN where one is not finite. */
export const difference = (a: number, b: number): number | Exact => exactTotal([a, -b])

/** A rise over a run that is a power of two, exactly. */
export const per = (run: number, rise: number | Exact): number | Exact =>
  typeof rise === 'number' ? rise / run : scale(rise, -Math.log2(run))

/**
 * `near` for a slope and the rise of a loss over a run. Where the loss is infinite, it has no rise,
 * and there is no verdict.
 */
export const nearRise = (
  about: string,
  slope: number | Exact,
  [after, before]: readonly [number, number],
  run: number,
  budget: number,
): Claim => {
  const infinite = [after, before].find((loss) => Math.abs(loss) === Infinity)
  return infinite === undefined ?
      near(about, slope, per(run, difference(after, before)), budget)
    : near(`the loss beside ${about}`, infinite, 0, Infinity)
}

/**
 * How much of its enclosure a claim uses: 0 in the middle, 1 at the edge, and 0 throughout a wide
 * one; outside, where it is refuted, one more than its distance in budgets. NaN lies in no
 * enclosure; an infinity in those that reach past the overflow threshold.
 */
export const strain = ({ value, within }: Claim, format: Format): number => {
  if ('only' in within) {
    const { only, or = only } = within
    return typeof value === 'number' && (same(value, only) || same(value, or)) ? 0 : Infinity
  }
  const { lo, hi, budget } = within
  if (typeof value === 'number' && !Number.isFinite(value)) {
    const bound = value > 0 ? hi : lo
    return Number.isNaN(value) || (bound && round(bound, format) !== value) ? Infinity : 0
  }
  const v = typeof value === 'number' ? exact(value) : value
  const outside = distance(v, within)
  if (sign(outside) > 0) return 1 + Math.max(ratio(outside, budget), Number.EPSILON)
  return lo && hi && !isWide({ lo, hi, budget }) ?
      Math.min(1, ratio(magnitude(minus(scale(v, 1), plus(lo, hi))), minus(hi, lo)))
    : 0
}

/**
 * Whether an enclosure is a range that the truth itself may fill, such as [0, 1], and not one
 * number within its budget.
 */
export const isWide = ({ lo, hi, budget }: Interval<Exact> & { readonly budget: Exact }): boolean =>
  compare(minus(hi, lo), scale(budget, 3)) > 0

export const isRefuted = (claim: Claim, format: Format): boolean => strain(claim, format) > 1

/** How far v lies outside the enclosure: zero within it. */
export const distance = (
  v: Exact,
  { lo, hi }: { readonly lo?: Exact; readonly hi?: Exact },
): Exact => greater(zero, greater(lo ? minus(lo, v) : zero, hi ? minus(v, hi) : zero))

const bounds = (x: Expected): Interval<Exact> => {
  if (typeof x !== 'number' && 'lo' in x)
    return { lo: floorOf(x.lo), hi: negate(floorOf(negate(x.hi))) }
  const point = typeof x === 'number' ? exact(x) : x
  return { lo: point, hi: point }
}
/**
 * The multiple of 2^-1300 next below, for what has finer bits: an enclosure of e^-1000000 need not
 * keep a million bits where the least number of every format is 2^-1074 or more.
 */
const floorOf = (x: Exact): Exact =>
  x.exponent >= finest ?
    x
  : { mantissa: x.mantissa >> BigInt(finest - x.exponent), exponent: finest }
const finest = -1300
const isNaNOrInfinite = (x: Expected): x is number => typeof x === 'number' && !Number.isFinite(x)
const same = (a: number, b: number): boolean => a === b || (Number.isNaN(a) && Number.isNaN(b))
const ratio = (part: Exact, whole: Exact): number => {
  if (sign(whole) === 0) return sign(part) === 0 ? 0 : Infinity
  const unit = -top(whole)
  return round(scale(part, unit), formats.binary64) / round(scale(whole, unit), formats.binary64)
}
