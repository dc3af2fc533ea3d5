import { bitLength, minus, one, plus, top, type Exact } from './exact.ts'
import {
  atanhOver,
  constants,
  exp,
  expm1Over,
  fixed,
  log,
  shifted,
  type Constants,
} from './fixed-point.ts'
import { formats, round } from './format.ts'

/**
 * exp, log, log1p and expm1 of a dyadic number, before they are rounded: m 2^e with |m| >= 2^(w -
 * 9), where m lies within 16 of the true value. Each keeps its last result, since an enclosure asks
 * for everything twice, at ends that are the same or close together.
 */
export type Transcendental = {
  /** Throws a RangeError from 2^20 on; not for numbers below -2^20. */
  readonly exp: (a: Exact) => Exact
  /** Throws a RangeError at zero and below; not for 1. */
  readonly log: (a: Exact) => Exact
  /** Throws a RangeError at -1 and below; not for 0. */
  readonly log1p: (a: Exact) => Exact
  /** Throws a RangeError from 2^20 on; not for 0. */
  readonly expm1: (a: Exact) => Exact
}

export const transcendental = (w: number): Transcendental => {
  const made = kept.get(w) ?? make(constants(w))
  kept.set(w, made)
  return made
}
const kept = new Map<number, Transcendental>()

const make = (c: Constants): Transcendental => {
  const exp = keepingLast((a) => expAnywhere(a, c), expBeside(c))
  const logFar = keepingLast((a) => logAwayFromOne(a, c), logBeside(c))
  const logNear = keepingLast((a) => log1pNearZero(a, c))
  const expm1Near = keepingLast((a) => expm1NearZero(a, c))
  return {
    exp,
    log: (a) => {
      const distance = top(a) === 0 || top(a) === 1 ? minus(a, one) : one
      return isSmall(distance) ? logNear(distance) : logFar(positive(a, a, 'above 0'))
    },
    log1p: (a) => (isSmall(a) ? logNear(a) : logFar(positive(onePlus(a, c), a, 'above -1'))),
    expm1: (a) => (isSmall(a) ? expm1Near(a) : expm1AwayFromZero(a, exp, c)),
  }
}

export const isFarBelowZero = (a: Exact): boolean => a.mantissa < 0n && top(a) > 20
const isSmall = (a: Exact): boolean => top(a) <= -8

/**
 * f, which is computed in full unless its argument is the last one for which it was, or stands so
 * close beside that the last result and one step from it are as good.
 */
const keepingLast = (
  f: (a: Exact) => Exact,
  beside: Beside = () => undefined,
): ((a: Exact) => Exact) => {
  let last: Exact | undefined
  let result: Exact
  return (a) => {
    if (last !== undefined && a.exponent === last.exponent) {
      if (a.mantissa === last.mantissa) return result
      const step = beside(a.mantissa - last.mantissa, last, result)
      if (step !== undefined) return { mantissa: result.mantissa + step, exponent: result.exponent }
    }
    result = f(a)
    last = a
    return result
  }
}

/** The step of a result, in its units, as the last argument moves by so many of its own. */
type Beside = (by: bigint, last: Exact, result: Exact) => bigint | undefined

/** e^(a + d) = e^a (1 + d) for |d| < 2^(-w/2 - 1): floors of 1 and 1.43, and d^2/2 below 0.2. */
const expBeside = ({ w }: Constants): Beside => {
  const isClose = closerThan(w)
  return (by, { exponent }, { mantissa }) => {
    const d = shifted(by, exponent + w)
    return isClose(d) ? (mantissa * d) >> BigInt(w) : undefined
  }
}

/** log(a + d) = log a + d/a for |d/a| < 2^(-w/2 - 1): a floor of 1, and (d/a)^2/2 below 0.2. */
const logBeside = ({ w }: Constants): Beside => {
  const isClose = closerThan(w)
  return (by, { mantissa }) => {
    const q = (by << BigInt(w)) / mantissa
    return isClose(q) ? q : undefined
  }
}

const closerThan = (w: number): ((d: bigint) => boolean) => {
  const bound = 1n << BigInt(Math.floor(w / 2) - 1)
  return (d) => -bound < d && d < bound
}

/** Within 11, and 2.7 more for a step from the last. */
const expAnywhere = (a: Exact, c: Constants): Exact => {
  if (top(a) > 20)
    throw new RangeError(
      `expected an exponent below 2^20, but received ${round(a, formats.binary64)}`,
    )
  const { r, k } = exp(a, c)
  return { mantissa: r, exponent: k - c.w }
}

/** e^a - 1 for |a| >= 2^-8, at least 2^-8.1 in size: what e^a errs by, and 1 for the floor of a shift. */
const expm1AwayFromZero = (a: Exact, exp: (a: Exact) => Exact, c: Constants): Exact => {
  if (isFarBelowZero(a)) return { mantissa: -c.one, exponent: -c.w }
  const { mantissa, exponent } = exp(a)
  const k = exponent + c.w
  return k > 0 ?
      { mantissa: mantissa - shifted(c.one, -k), exponent }
    : { mantissa: shifted(mantissa, k) - c.one, exponent: -c.w }
}

/**
 * a times (e^a - 1)/a for |a| < 2^-8, m of w - 1 bits or more: within 3.6 of the factor, and 1 of
 * the shift.
 */
const expm1NearZero = (a: Exact, c: Constants): Exact => {
  const length = bitLength(a.mantissa)
  return {
    mantissa: (a.mantissa * expm1Over(fixed(a, c.w), c)) >> BigInt(length),
    exponent: a.exponent + length - c.w,
  }
}

/** 1 + a, where a beyond 2^(2w) swallows the 1: log(1 + a) - log a < 1/a. */
const onePlus = (a: Exact, c: Constants): Exact => (a.exponent > 2 * c.w ? a : plus(a, one))

const positive = (a: Exact, given: Exact, wanted: string): Exact => {
  if (a.mantissa > 0n) return a
  throw new RangeError(
    `expected a number ${wanted}, but received ${round(given, formats.binary64)}`,
  )
}

/**
 * log y for |y - 1| >= 2^-8, at least 2^-8.1 in size, with y brought to [181/256, 362/256]: within
 * 10, and 1.2 more for a step from the last.
 */
const logAwayFromOne = (a: Exact, c: Constants): Exact => {
  const length = bitLength(a.mantissa)
  const y = shifted(a.mantissa, c.w - length)
  const isLow = 256n * y < 181n * c.one
  return {
    mantissa:
      isLow ?
        log(shifted(a.mantissa, c.w - length + 1), a.exponent + length - 1, c)
      : log(y, a.exponent + length, c),
    exponent: -c.w,
  }
}

/**
 * 2 atanh v with v = a/(2 + a), for |a| < 2^-8: nothing is lost, however small a is. v is q in
 * units of its own, w or w + 1 bits long. Relative errors of 0.6 for 2 + a, 1.1 for q and 3.5 for
 * atanh v / v make 10.4, and the shift 1.
 */
const log1pNearZero = (a: Exact, c: Constants): Exact => {
  const by = 2 * c.w + 2 - bitLength(a.mantissa)
  const q = shifted(a.mantissa, by) / (2n * c.one + fixed(a, c.w))
  const exponent = a.exponent + c.w - by
  return {
    mantissa: (q * atanhOver(shifted(q, exponent + c.w), c)) >> BigInt(c.w),
    exponent: exponent + 1,
  }
}
