import { formats } from '../arithmetic/format.ts'
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
import { isRefuted, type Claim } from '../laws/claim.ts'
import { leastDouble, type GivenSlope } from './given-slope.ts'
import { digitsBefore, type SlopeSeen } from './slope.ts'

/** The evidence for the verdict on one slope, or why there is none. */
export type JudgedSlope =
  | {
      /**
       * A slope in doubles has lost accuracy where it is off by more than the best code, but by no more
       * than plain code: than 1e-12 of its entries, and what numbers as large as 1 or x lose when they cancel.
       */
      readonly status: 'passed' | 'falsified' | 'lost accuracy' | 'kink'
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
      /** Of a Taylor test: the power of h with which the remainder falls. */
      readonly fallsWith?: number
    }
  | { readonly status: 'errored'; readonly reason: string }

/**
 * What was seen at so many digits, or undefined where more of them are needed. A slope passes that
 * meets the difference within an error small enough. It is falsified only where all that rounding
 * may explain is as small, and where it differs in as many digits as the tolerance has: an error that
 * is itself an estimate falsifies nothing by a hair. A slope is zero if it lies below every double,
 * unless it seems to be known even so; if its difference falls with the step, as that of x|x| does;
 * or if no digits tell it from zero.
 */
export const judgeSlope = (
  seen: SlopeSeen,
  given: GivenSlope,
  {
    agreement,
    tolerance,
    isLast,
    before,
  }: { agreement: number; tolerance: number; isLast: boolean; before?: SlopeSeen },
): JudgedSlope | undefined => {
  const near = compared(seen, given, seen.error)
  if (seen.sides) return isLast ? statusOf(near, seen, given, 'kink') : undefined
  if (near.agreeing >= agreement && !isWrong(near)) return { ...near, status: 'passed' }
  const tolerated = scale(sizeOf(seen, given), -Math.floor(tolerance * Math.log2(10)))
  const error = plus(seen.error, plus(seen.doubt, given.doubt))
  const wide = compared(seen, given, error, tolerated)
  const isZero =
    (compare(wide.error, leastDouble) < 0 && (near.agreeing < agreement || isLast))
    || (isLast && before !== undefined && vanishes(before, seen))
    || (isLast && !isWrong(near) && sizeOf(seen, given).mantissa === 0n)
  if ((wide.agreeing >= agreement && seen.converges) || isZero)
    return statusOf(wide, seen, given, 'passed')
  const digitsKnown = seen.converges ? wide.agreeing : 0
  return isLast ?
      {
        status: 'errored',
        reason: `the slope is known to ${digitsKnown === 1 ? '1 digit' : `${digitsKnown} digits`} only`,
      }
    : undefined
}

/** What a slope came to that is as it should be, or not. */
export const statusOf = (
  judged: Compared,
  seen: SlopeSeen,
  given: GivenSlope,
  right: 'passed' | 'kink',
): JudgedSlope => {
  if (!isWrong(judged)) return { ...judged, status: right }
  const isWithin = (lost: Exact | undefined): boolean =>
    lost !== undefined && !isWrong(compared(seen, given, plus(judged.error, lost)))
  const isLost =
    isWithin(given.lost) || (isWithin(given.scattered?.lost) && given.scattered?.isSeen())
  return { ...judged, status: isLost ? 'lost accuracy' : 'falsified' }
}

/** Whether a difference is seen, above all rounding, that falls with the step and so to zero. */
const vanishes = (before: SlopeSeen, seen: SlopeSeen): boolean => {
  const [was, is] = [magnitude(before.difference), magnitude(seen.difference)]
  return (
    compare(is, scale(seen.doubt, 10)) > 0
    && compare(is, scale(was, -64)) <= 0
    && compare(seen.error, scale(is, 4)) <= 0
  )
}

type Compared = ReturnType<typeof compared> & { readonly fallsWith?: number }
/**
 * The slope that was given as a claim: that it lies where the difference says, within this error and
 * what it is granted. What it moves by is asked for only where it lies outside.
 */
export const compared = (seen: SlopeSeen, given: GivenSlope, error: Exact, tolerance = zero) => {
  const strict = claimed(seen, given, sum([error, given.slack, tolerance]))
  const claim =
    given.moved && isRefuted(strict, formats.binary64) ?
      claimed(seen, given, sum([error, given.slack, given.moved(), tolerance]))
    : strict
  const { difference, sides, step } = seen
  return {
    claim,
    difference,
    error,
    agreeing: digitsBefore(error, sizeOf(seen, given)),
    step,
    sides,
  }
}
const claimed = ({ difference, sides }: SlopeSeen, { value }: GivenSlope, budget: Exact): Claim => {
  const [lo, hi] =
    sides ?
      [lesser(sides.left, sides.right), greater(sides.left, sides.right)]
    : [difference, difference]
  return {
    about: 'the slope',
    value,
    within: { lo: minus(lo, budget), hi: plus(hi, budget), budget },
  }
}
const sizeOf = ({ difference }: SlopeSeen, { value }: GivenSlope): Exact =>
  greater(magnitude(difference), typeof value === 'number' ? zero : magnitude(value))
const isWrong = ({ claim }: { readonly claim: Claim }): boolean =>
  isRefuted(claim, formats.binary64)
