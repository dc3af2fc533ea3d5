import type { Arithmetic } from './arithmetic.ts'
import {
  bitLength,
  compare,
  exact,
  greater,
  negate,
  one,
  plus,
  powerOfTwo,
  sign,
  times,
  top,
  zero,
  type Exact,
} from './exact.ts'
import { formats, round, type Direction } from './format.ts'
import { isFarBelowZero, transcendental } from './transcendental.ts'

/**
 * The dyadic numbers of so many bits, on BigInt: the fast engine of high precision.
 *
 * + - * / are correctly rounded, ties to even. exp, log, log1p and expm1 are computed to w = bits +
 * 24 binary places, where they have w - 8 bits or more and err by less than 16 of the last, 2^-12
 * ulp; `down` subtracts this bound before it rounds and `up` adds it. So `down` is never above the
 * true value and `up` never below it, each within 1.001 ulp; `nearest` lies within 0.501 ulp but is
 * not always the nearest. e^0 = 1 and log 1 = 0 exactly.
 *
 * e^x throws a RangeError from x = 2^20 on; from -2^20 down it is taken for 0, or for 2^-(2^20)
 * when rounding up. A division by zero and a logarithm outside its domain throw a RangeError.
 */
export const bigfloat = (bits: number, rounding: Direction): Arithmetic<Exact> => {
  const { exp, log, log1p, expm1 } = transcendental(bits + 24)
  const rounded = ({ mantissa, exponent }: Exact): Exact =>
    roundTo(mantissa, exponent, bits, rounding)
  const widening =
    rounding === 'down' ? -16n
    : rounding === 'up' ? 16n
    : 0n
  const widened = ({ mantissa, exponent }: Exact): Exact =>
    roundTo(mantissa + widening, exponent, bits, rounding)
  const add = (a: Exact, b: Exact): Exact =>
    rounded(Math.abs(a.exponent - b.exponent) <= 2 * bits + 64 ? plus(a, b) : plusFar(a, b, bits))
  return {
    name: `bigfloat(${bits}, ${rounding})`,
    from: (x) => rounded(exact(x)),
    add,
    sub: (a, b) => add(a, negate(b)),
    mul: (a, b) => rounded(times(a, b)),
    div: (a, b) => rounded(quotient(a, b, bits)),
    neg: negate,
    exp: (a) =>
      a.mantissa === 0n ? one
      : isFarBelowZero(a) ?
        rounding === 'up' ?
          leastExp
        : zero
      : widened(exp(a)),
    log: (a) => (compare(a, one) === 0 ? zero : widened(log(a))),
    log1p: (a) => (a.mantissa === 0n ? zero : widened(log1p(a))),
    expm1: (a) => (a.mantissa === 0n ? zero : widened(expm1(a))),
    max: greater,
    step: (a) =>
      a.mantissa > 0n ? one
      : a.mantissa < 0n ? zero
      : half,
    less: (a, b) => compare(a, b) < 0,
    isZero: (a) => a.mantissa === 0n,
    toNumber: (a) => round(a, formats.binary64),
  }
}

const half = powerOfTwo(-1)
const leastExp = powerOfTwo(-(2 ** 20))

/** m 2^exponent rounded to so many bits; to shift a BigInt right is to take the floor. */
const roundTo = (m: bigint, exponent: number, bits: number, rounding: Direction): Exact => {
  const excess = bitLength(m) - bits
  if (excess <= 0) return { mantissa: m, exponent }
  const by = BigInt(excess)
  return {
    mantissa:
      rounding === 'down' ? m >> by
      : rounding === 'up' ? -(-m >> by)
      : nearest(m, by),
    exponent: exponent + excess,
  }
}

/** The integer nearest to m 2^-by, of two as near the even one. */
const nearest = (m: bigint, by: bigint): bigint => {
  const halves = m >> (by - 1n)
  if ((halves & 1n) === 0n) return halves >> 1n
  const above = (halves + 1n) >> 1n
  const isTie = halves << (by - 1n) === m
  return isTie ? above - (above & 1n) : above
}

/**
 * a + b for exponents far apart: where b lies below every bit that can matter, its sign in their
 * place rounds alike.
 */
const plusFar = (a: Exact, b: Exact, bits: number): Exact => {
  if (a.mantissa === 0n || b.mantissa === 0n) return plus(a, b)
  if (top(a) < top(b)) return plusFar(b, a, bits)
  const unit = Math.min(a.exponent, top(a) - bits - 3)
  if (top(b) > unit) return plus(a, b)
  return {
    mantissa: (a.mantissa << BigInt(a.exponent - unit + 1)) + BigInt(sign(b)),
    exponent: unit - 1,
  }
}

/**
 * a / b to bits + 2 bits or more, and one bit further that tells an inexact quotient from an exact
 * one.
 */
const quotient = (a: Exact, b: Exact, bits: number): Exact => {
  if (b.mantissa === 0n) throw new RangeError('expected a divisor other than 0, but received 0')
  const by = Math.max(0, bits + 2 + bitLength(b.mantissa) - bitLength(a.mantissa))
  const dividend = a.mantissa << BigInt(by)
  const whole = dividend / b.mantissa
  const rest = whole * b.mantissa === dividend ? 0 : sign(a) * sign(b)
  return { mantissa: 2n * whole + BigInt(rest), exponent: a.exponent - b.exponent - by - 1 }
}
