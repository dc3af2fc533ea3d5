import { Decimal } from 'decimal.js'
import { decimalFromExact, enclosureOfDecimal } from '../arithmetic/decimal.ts'
import { exact, negate, powerOfTwo, scale, top, zero, type Exact } from '../arithmetic/exact.ts'
import { round, formats, ulp, type Format, type FormatName } from '../arithmetic/format.ts'
import type { Interval } from '../arithmetic/interval.ts'
import { numberWords } from '../contract/literal.ts'

/**
 * Decimal strings of the files, and what they say about a number of a format. Never computed with
 * as doubles.
 */

/** An end of an enclosure: a decimal string, or NaN, Infinity or -Infinity. */
export const isDecimal = (text: string): boolean =>
  /^-?(\d+|\d\.\d+|\d+\.\d+)(e[+-]\d+)?$/.test(text)
export const isSpecial = (text: string): boolean =>
  numberWords.some((word) => word === text && word !== '-0')

/**
 * The dyadic numbers next to two decimal ones, outward. What is nearer to 0 than any format can
 * tell is 0 on one side.
 */
export const enclosureOf = (lo: string, hi: string): Interval<Exact> => ({
  lo: endOf(lo).lo,
  hi: endOf(hi).hi,
})

const endOf = (text: string, bits = 256): Interval<Exact> => {
  const x = new Wide(text)
  return (
    x.isZero() || x.e >= -400 ? enclosureOfDecimal(x, bits)
    : x.isNegative() ? { lo: negate(minute), hi: zero }
    : { lo: zero, hi: minute }
  )
}
const minute = powerOfTwo(-1300)

/** a <= b, for decimal strings. */
export const isAtMost = (lo: string, hi: string): boolean => new Wide(lo).lte(hi)

/** How wide an enclosure is, relative to its end next to zero. */
const relativeWidth = (lo: string, hi: string): number => {
  const [a, b] = [new Wide(lo), new Wide(hi)]
  return a.eq(b) ? 0 : (
      Wide.sub(b, a)
        .div(a.abs().lt(b.abs()) ? a.abs() : b.abs())
        .toNumber()
    )
}

/** 45 digits, or so close to 0 that the engines take it for 0: e^x at x <= -2^20. */
export const isNarrow = (lo: string, hi: string): boolean =>
  lo === hi
  || relativeWidth(lo, hi) < 1e-45
  || (lo === '0' && isMinute.test(hi))
  || (hi === '0' && isMinute.test(lo))
const isMinute = /e-\d{6}$/

/**
 * The number of the format nearest to a decimal one, to the last of its digits: a tie goes to the
 * even one. A decimal number of 900 digits or fewer that is no midpoint of a format differs from
 * each by more than 2^-4000 of itself.
 */
export const nearestTo = (text: string, name: FormatName): number =>
  isSpecial(text) ? Number(text) : round(endOf(text, 4000).lo, formats[name])

/** The absolute budget of so many ulp at a true value in an enclosure. */
export const budgetAt = (ulps: number | string, { lo }: Interval<Exact>, format: Format): Exact => {
  const { mantissa, exponent } = enclosureOf(String(ulps), String(ulps)).hi
  const one = ulp(lo, format)
  return { mantissa: mantissa * one.mantissa, exponent: exponent + one.exponent }
}

/** An absolute budget in ulp at a true value, to two digits, rounded up. */
export const inUlps = (
  budget: number,
  { lo }: Interval<Exact>,
  format: Format,
): number | string => {
  if (budget === 0) return 0
  const digits = decimalFromExact(
    scale(exact(budget), 1 - top(ulp(lo, format))),
    2,
    'up',
  ).toString()
  return Number.isFinite(Number(digits)) ? Number(digits) : digits
}

const Wide = Decimal.clone({ defaults: true, precision: 2000 })
