import type { Arithmetic } from '../arithmetic/arithmetic.ts'
import {
  compare,
  exact,
  greater,
  magnitude,
  minus,
  plus,
  scale,
  sum,
  times,
  top,
  zero,
  type Exact,
} from '../arithmetic/exact.ts'
import { oneSidedSlopes, powerOfTen, type Take } from './difference.ts'

/** The slope of a function of t at t = 0, as its values around there tell it. */
export type SlopeSeen = {
  readonly difference: Exact
  /**
   * How far the difference may be from the slope: twice the distance between two orders, and what
   * rounding explains.
   */
  readonly error: Exact
  /** What rounding would explain if numbers as large as 1 or x took part. */
  readonly doubt: Exact
  /**
   * Whether the two orders lie so near that their distance can be taken for an error: not where a
   * step reaches across a pole or a kink.
   */
  readonly converges: boolean
  /**
   * The slopes from the left and from the right, where they differ and keep differing as the step
   * shrinks.
   */
  readonly sides: { readonly left: Exact; readonly right: Exact } | null
  readonly step: string
}

/** The digits of the computation, and how many of them stand before the point in x. */
export type Precision = {
  readonly digits: number
  readonly places: number
  /** The power of two in which steps are measured: 0, unless they are to be of the size of x. */
  readonly unit?: number
}

/**
 * The slope of f, taken as is said. First it looks for a kink from either side, with steps so small,
 * 10^-D/2 for D digits behind the point, that only one at the point itself is seen.
 */
export const slopeSeen = <T>(
  k: Arithmetic<T>,
  f: (t: T) => T,
  { digits, places, unit = 0 }: Precision,
  take: Take<T>,
): SlopeSeen => {
  let largest = k.from(0)
  const watched = (t: T): T => {
    const y = f(unit === 0 ? t : k.mul(t, k.from(2 ** unit)))
    largest = k.max(largest, k.max(y, k.neg(y)))
    return y
  }
  const sizeSeen = (): Exact => exactOf(k, largest, digits)
  const value = (slope: T): Exact => scale(exactOf(k, slope, digits), -unit)
  const reach = scale(tenTo(places), unit)
  const bitsKept = Math.floor(digits * Math.log2(10))
  /**
   * How far rounding moves a quotient over 10^-m: 2^7 units of the last digit of f, and those of x
   * as f feels them.
   */
  const rounding = (m: number, size: Exact, slope: Exact): Exact =>
    scale(times(plus(size, times(reach, slope)), tenTo(m)), 7 - bitsKept - unit)

  /** Whether a jump is no smaller than by a step of half so many digits: that of |x|^1.1 falls. */
  const lasts = (jump: Exact, m: number): boolean => {
    const { jump: wide } = oneSidedSlopes(k, watched, powerOfTen(k, -Math.ceil(m / 2)))
    return compare(magnitude(value(wide)), scale(jump, 2)) <= 0
  }

  const stepOf = (m: number): string => `1e-${m}${unit === 0 ? '' : ' of x'}`

  /** Numbers as large as 1 or x take part, though f may hide them: log p does at p = 1. */
  const atLeastX = (size: Exact): Exact => greater(size, greater(exact(1), reach))

  const fromSides = (m: number) => {
    const aside = oneSidedSlopes(k, watched, powerOfTen(k, -m))
    const [left, right] = [value(aside.left), value(aside.right)]
    const [jump, jumpOfTenth] = [aside.jump, aside.jumpOfTenth].map((a) => magnitude(value(a))) as [
      Exact,
      Exact,
    ]
    const noise = rounding(m + 1, atLeastX(sizeSeen()), plus(magnitude(left), magnitude(right)))
    const mean = scale(plus(left, right), -1)
    const steepest = greater(magnitude(left), magnitude(right))
    const isSeen = compare(jumpOfTenth, scale(noise, 1)) > 0
    const isKink = isSeen && keeps(jump, jumpOfTenth) && lasts(jump, m)
    // As at an x that lies nearer to a pole than the step is long.
    const grows = isSeen && compare(jumpOfTenth, scale(jump, 1)) > 0
    return {
      mean,
      steepest,
      jump,
      noise,
      isKink,
      grows,
      kink: {
        difference: mean,
        error: noise,
        doubt: noise,
        converges: true,
        sides: { left, right },
        step: stepOf(m),
      },
    }
  }

  const behind = Math.max(0, digits - places)
  const near = fromSides(Math.floor(behind / 2))
  if (near.isKink) return near.kink
  const { slope, next, n, m, cancels } = take(watched, behind)
  const difference = value(slope)
  // Where rounding hides the slopes so near, they are looked at from further away.
  const far = compare(scale(near.noise, 10), near.steepest) > 0 ? fromSides(n) : near
  if (far.isKink) return far.kink
  const size = sizeSeen()
  // A kink nearer than h, but not at the point, shows as a slope from either side that the
  // difference does not meet.
  const apart = magnitude(minus(near.mean, difference))
  const missed = compare(apart, plus(near.noise, near.jump)) > 0 ? apart : zero
  const truncation = greater(magnitude(value(k.sub(slope, next))), missed)
  const doubt = rounding(m, atLeastX(size), magnitude(difference))
  return {
    difference,
    error: plus(scale(truncation, 1), rounding(m, cancels ? size : zero, magnitude(difference))),
    doubt,
    converges:
      !far.grows && compare(truncation, greater(scale(magnitude(difference), -10), doubt)) <= 0,
    sides: null,
    step: stepOf(n),
  }
}

/**
 * Whether a jump stays, or grows, as the step becomes a tenth; noise and a jump of f itself would
 * grow tenfold.
 */
const keeps = (jump: Exact, jumpOfTenth: Exact): boolean =>
  compare(times(exact(4), jumpOfTenth), times(exact(3), jump)) >= 0
  && compare(jumpOfTenth, times(exact(5), jump)) < 0

const tenTo = (n: number): Exact => ({ mantissa: 10n ** BigInt(n), exponent: 0 })

/**
 * The value of a number of any arithmetic, to so many digits: brought near to one, and then double
 * by double, each of which takes 53 bits of what is left. Throws a RangeError where it has no
 * value.
 */
export const exactOf = <T>(k: Arithmetic<T>, a: T, digits: number): Exact => {
  let rest = a
  let exponent = 0
  const multiply = (by: number): void => {
    rest = k.mul(rest, k.from(2 ** by))
    exponent -= by
  }
  while (!k.isZero(rest) && Math.abs(k.toNumber(rest)) < 2 ** -500) multiply(500)
  while (Math.abs(k.toNumber(rest)) > 2 ** 500 && exponent < 2 ** 22) multiply(-500)
  const parts: Exact[] = []
  for (let missing = digits * Math.log2(10) + 53; missing > 0 && !k.isZero(rest); missing -= 53) {
    const part = k.toNumber(rest)
    parts.push(scale(exact(part), exponent))
    rest = k.sub(rest, k.from(part))
    multiply(53)
  }
  return sum(parts)
}

/** How many decimal digits of the whole stand before the part: none of a whole that is zero. */
export const digitsBefore = (part: Exact, whole: Exact): number =>
  whole.mantissa === 0n ? 0
  : part.mantissa === 0n ? Infinity
  : Math.max(0, Math.floor((top(whole) - top(part) - 1) * Math.log10(2)))
