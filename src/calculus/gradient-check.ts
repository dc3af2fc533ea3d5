import { greatest } from '../arithmetic/sequence.ts'
import type { Arithmetic } from '../arithmetic/arithmetic.ts'
import type { Decimal } from '../arithmetic/decimal.ts'
import {
  compare,
  greater,
  lesser,
  magnitude,
  minus,
  plus,
  scale,
  sum,
  zero,
  type Exact,
} from '../arithmetic/exact.ts'
import { formats } from '../arithmetic/format.ts'
import { axes, type ScalarFunction } from './derivatives.ts'
import { powerOf, type Order } from './difference.ts'
import { isRefuted, type Claim } from '../laws/claim.ts'
import {
  decimals,
  expectDirection,
  expectOptions,
  expectProblem,
  leastDouble,
  pointAt,
  type Given,
  type GivenSlope,
  type Point,
} from './gradient-input.ts'
import { digitsBefore, slopeSeen, type SlopeSeen } from './slope.ts'

/** How a gradient is checked: in how many digits, by which difference, along which directions. */
export type GradientOptions<T> = {
  /**
   * The digits to begin with: 50. They are doubled, up to `mostDigits`, 800, where they do not
   * suffice.
   */
  readonly digits?: number
  readonly mostDigits?: number
  /** The order of the central difference: 6. */
  readonly order?: Order
  /**
   * Whether the gradient is checked entry by entry (so by default), or as slopes along directions.
   */
  readonly along?: 'coordinates' | readonly (readonly number[])[]
  /** The decimal digits to which each difference must be known, for the check to count: 30. */
  readonly agreement?: number
  /** The relative error that is granted to each entry of a gradient given in doubles: 1e-12. */
  readonly relative?: number
  /** The arithmetic of so many digits: decimal.js, rounding to nearest. */
  readonly arithmetic?: (digits: number) => Arithmetic<T>
}

/**
 * What a check along one direction came to. At a kink, the slope lies between the ones from the
 * left and the right.
 */
export type SlopeVerdict = {
  readonly direction: readonly number[]
  readonly digits: number
  readonly order: Order
} & Outcome
/** The evidence for the verdict on one slope, or why there is none. */
type Outcome =
  | {
      readonly status: 'passed' | 'falsified' | 'kink'
      /** The slope that was given, within the difference and its own error. */
      readonly claim: Claim
      readonly difference: Exact
      readonly error: Exact
      /**
       * The digits to which the difference is known, from two orders that agree and from rounding.
       */
      readonly agreeing: number
      /** The step h of the difference, a power of ten that may be less than any double. */
      readonly step: string
      /** The slopes from either side, where f is not differentiable along the direction. */
      readonly sides: SlopeSeen['sides']
    }
  | { readonly status: 'errored'; readonly reason: string }
/** What a gradient check came to, as a whole and along each direction. */
export type GradientReport = {
  /** `passed` where every direction passed; otherwise the gravest: falsified, errored, kink. */
  readonly status: SlopeVerdict['status']
  readonly slopes: readonly SlopeVerdict[]
}

/**
 * Checks a gradient g of f at x, both written over any arithmetic, or g as the doubles that
 * somebody's code returned, against central differences in 50 digits. Each slope is a claim whose
 * enclosure is the difference with its own error. The digits are doubled until two orders agree and
 * the slope is clearly right or wrong: a gap between logits eats them.
 *
 * Throws a TypeError or a RangeError where x, g, a direction or a value of f is not what it should
 * be.
 */
export const gradientCheck = <T = Decimal>(
  f: ScalarFunction,
  g: Given,
  x: readonly number[],
  options: GradientOptions<T> = {},
): GradientReport => {
  const { arithmetic, along = 'coordinates', ...rest } = options
  expectProblem(f, g, x)
  const directions = along === 'coordinates' ? axes(x.length) : along
  const settings = {
    digits: 50,
    mostDigits: 800,
    order: 6 as const,
    agreement: 30,
    relative: 1e-12,
    ...rest,
  }
  expectOptions(settings.digits, settings.order, directions)
  for (const v of directions) expectDirection(v, x.length)
  const slopes =
    arithmetic ?
      check(arithmetic, f, g, x, directions, settings)
    : check(decimals, f, g, x, directions, settings)
  return { status: gravest(slopes), slopes }
}

type Settings = Required<Omit<GradientOptions<unknown>, 'arithmetic' | 'along'>>

const check = <T>(
  over: (digits: number) => Arithmetic<T>,
  f: ScalarFunction,
  g: Given,
  x: readonly number[],
  directions: readonly (readonly number[])[],
  settings: Settings,
): SlopeVerdict[] => {
  const { order, mostDigits, relative } = settings
  const places = Math.max(0, Math.ceil(Math.log10(greatest(x.map(Math.abs)))))
  const points = new Map<number, Point<T>>()
  const point = (digits: number): Point<T> => {
    const known = points.get(digits) ?? pointAt(over, f, g, x, digits, relative)
    points.set(digits, known)
    return known
  }
  return directions.map((direction) => {
    for (
      let digits = Math.min(settings.digits + places, mostDigits);
      ;
      digits = Math.min(2 * digits, mostDigits)
    ) {
      const isLast = digits === mostDigits
      const verdict = { direction, digits, order }
      const there = point(digits)
      try {
        const seen = slopeSeen(there.k, there.along(direction), {
          digits,
          places,
          order,
          power: powerOf(order),
        })
        const outcome = judge(seen, there.slope(direction), settings.agreement, isLast)
        if (outcome !== undefined) return { ...verdict, ...outcome }
      } catch (error) {
        // f may have an end near x, which a smaller step does not cross.
        if (!(error instanceof RangeError)) throw error
        if (isLast)
          return {
            ...verdict,
            status: 'errored',
            reason: `f has no value near x: ${error.message}`,
          }
      }
    }
  })
}

/**
 * What was seen at so many digits, or undefined where more of them are needed. A slope passes that
 * meets the difference within an error small enough. It is falsified only where all that rounding
 * may explain is as small, and two digits fewer than were wanted are wrong: an error that is itself
 * an estimate falsifies nothing by a hair. A slope is zero if it lies below every double, unless it
 * seems to be known even so.
 */
const judge = (
  seen: SlopeSeen,
  given: GivenSlope,
  agreement: number,
  isLast: boolean,
): Outcome | undefined => {
  const near = compared(seen, given, seen.error)
  if (seen.sides)
    return isLast ? { ...near, status: isWrong(near) ? 'falsified' : 'kink' } : undefined
  if (near.agreeing >= agreement && !isWrong(near)) return { ...near, status: 'passed' }
  const tolerance = scale(sizeOf(seen, given), -Math.floor((agreement - 2) * Math.log2(10)))
  const wide = compared(seen, given, plus(seen.error, plus(seen.doubt, given.doubt)), tolerance)
  const isZero = compare(wide.error, leastDouble) < 0 && (near.agreeing < agreement || isLast)
  if (wide.agreeing >= agreement || isZero)
    return { ...wide, status: isWrong(wide) ? 'falsified' : 'passed' }
  return isLast ?
      { status: 'errored', reason: `the slope is known to ${wide.agreeing} digits only` }
    : undefined
}

const compared = (seen: SlopeSeen, given: GivenSlope, error: Exact, tolerance = zero) => {
  const [{ difference, sides, step }, { value, slack }] = [seen, given]
  const budget = sum([error, slack, tolerance])
  const [lo, hi] =
    sides ?
      [lesser(sides.left, sides.right), greater(sides.left, sides.right)]
    : [difference, difference]
  const claim: Claim = {
    about: 'the slope',
    value,
    within: { lo: minus(lo, budget), hi: plus(hi, budget), budget },
  }
  return {
    claim,
    difference,
    error,
    agreeing: digitsBefore(error, sizeOf(seen, given)),
    step,
    sides,
  }
}
const sizeOf = ({ difference }: SlopeSeen, { value }: GivenSlope): Exact =>
  greater(magnitude(difference), typeof value === 'number' ? zero : magnitude(value))
const isWrong = ({ claim }: { readonly claim: Claim }): boolean =>
  isRefuted(claim, formats.binary64)

const gravest = (slopes: readonly SlopeVerdict[]): SlopeVerdict['status'] =>
  (['falsified', 'errored', 'kink'] as const).find((status) =>
    slopes.some((slope) => slope.status === status),
  ) ?? 'passed'
