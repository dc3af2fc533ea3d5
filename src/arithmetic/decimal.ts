import { Decimal } from 'decimal.js'
import type { Arithmetic } from './arithmetic.ts'
import { exact, type Exact } from './exact.ts'
import type { Direction } from './format.ts'
import type { Interval } from './interval.ts'

export type { Decimal } from 'decimal.js'

/**
 * The decimal numbers of so many significant digits, 1 to 900, on decimal.js: the second engine of
 * high precision.
 *
 * + - * / are decimal.js's own, correctly rounded, ties to even. Of its exp and ln we use less than
 * it promises, since its directed roundings miss what lies below their guard digits (the ln of e
 * cut after 30 digits, rounded down to 5, is 1): only that with 12 more digits, to nearest, they
 * err by less than 10^4 units of the last. Its source sums fewer than 10^3 terms and makes up for
 * its squarings beforehand. The series of log1p and expm1 below keep to the same, and e^x - 1 at
 * |x| >= 0.1 magnifies the error by less than 11: every result r is known to |r| 10^-(digits + 5).
 * `down` subtracts ten times as much before it rounds and `up` adds it, so that they bound the true
 * value, each within 1.001 units of its last digit.
 *
 * e^x throws a RangeError from x = 2^20 on; from -2^20 down it is taken for 0, or for 10^-400000
 * when rounding up. A division by zero, a logarithm outside its domain and any other number of
 * digits throw a RangeError.
 */
export const decimal = (digits: number, rounding: Direction): Arithmetic<Decimal> => {
  if (!(digits >= 1 && digits <= 900))
    throw new RangeError(`expected 1 to 900 digits, but received ${digits}`)
  const D = Decimal.clone({ defaults: true, precision: digits, rounding: modes[rounding] })
  const W = Decimal.clone({ defaults: true, precision: digits + 12, rounding: modes.nearest })
  const [zero, one, half] = [new D(0), new D(1), new D('0.5')] as const
  const least = rounding === 'up' ? new D('1e-400000') : zero
  const widening = new W(
    rounding === 'nearest' ? 0
    : rounding === 'down' ? `-1e-${digits + 4}`
    : `1e-${digits + 4}`,
  )
  const widened = (r: Decimal): Decimal => D.add(r, W.mul(r.abs(), widening))

  return {
    name: `decimal(${digits}, ${rounding})`,
    from: (x) => decimalFromExact(exact(x), digits, rounding),
    add: (a, b) => D.add(a, b),
    sub: (a, b) => D.sub(a, b),
    mul: (a, b) => D.mul(a, b),
    div: (a, b) => {
      if (b.isZero()) throw new RangeError('expected a divisor other than 0, but received 0')
      return D.div(a, b)
    },
    neg: (a) => a.negated(),
    exp: (a) =>
      a.isZero() ? one
      : isFarBelowZero(a) ? least
      : widened(exp(W, a)),
    log: (a) => (a.eq(one) ? zero : widened(W.ln(positive(a, a, 'above 0')))),
    log1p: (a) => (a.isZero() ? zero : widened(log1p(W, a))),
    expm1: (a) => (a.isZero() ? zero : widened(isFarBelowZero(a) ? new W(-1) : expm1(W, a))),
    max: (a, b) => (a.lt(b) ? b : a),
    step: (a) =>
      a.isZero() ? half
      : a.isNegative() ? zero
      : one,
    less: (a, b) => a.lt(b),
    isZero: (a) => a.isZero(),
    toNumber: (a) => a.toNumber() + 0,
  }
}

/** x in so many significant digits: a dyadic number is a finite decimal, as 2^-n = 5^n 10^-n. */
export const decimalFromExact = (
  { mantissa, exponent }: Exact,
  digits: number,
  rounding: Direction,
): Decimal =>
  new Wide(
    exponent >= 0 ?
      String(mantissa << BigInt(exponent))
    : `${mantissa * 5n ** BigInt(-exponent)}e${exponent}`,
  ).toSignificantDigits(digits, modes[rounding])

/**
 * The closest dyadic numbers around a decimal one that have `bits` bits or more, or that number
 * itself if it is dyadic.
 */
export const enclosureOfDecimal = (a: Decimal, bits: number): Interval<Exact> => {
  const [digits = '', tens = ''] = a.toExponential().replace('.', '').split('e')
  const mantissa = BigInt(digits)
  const exponent = Number(tens) + 1 - digits.replace('-', '').length
  if (exponent >= 0) return point(mantissa * 10n ** BigInt(exponent), 0)
  const divisor = 5n ** BigInt(-exponent)
  if (mantissa % divisor === 0n) return point(mantissa / divisor, exponent)
  const by = bits + divisor.toString(16).length * 4
  const quotient = (mantissa << BigInt(by)) / divisor
  const lo = mantissa < 0n ? quotient - 1n : quotient
  return {
    lo: { mantissa: lo, exponent: exponent - by },
    hi: { mantissa: lo + 1n, exponent: exponent - by },
  }
}

const point = (mantissa: bigint, exponent: number): Interval<Exact> => {
  const x = { mantissa, exponent }
  return { lo: x, hi: x }
}

const modes = {
  nearest: Decimal.ROUND_HALF_EVEN,
  down: Decimal.ROUND_FLOOR,
  up: Decimal.ROUND_CEIL,
} as const
const Wide = Decimal.clone({ defaults: true })

const isFarBelowZero = (a: Decimal): boolean => a.lte(-(2 ** 20))

const exp = (W: Decimal.Constructor, a: Decimal): Decimal => {
  if (a.lt(2 ** 20)) return W.exp(a)
  throw new RangeError(`expected an exponent below 2^20, but received ${a.toNumber()}`)
}

const positive = (a: Decimal, given: Decimal, wanted: string): Decimal => {
  if (a.gt(0)) return a
  throw new RangeError(`expected a number ${wanted}, but received ${given.toNumber()}`)
}

/**
 * Near zero a sum_n (-a)^n / (n + 1); elsewhere the rounding of 1 + a is less than 10^3 times
 * larger in the logarithm.
 */
const log1p = (W: Decimal.Constructor, a: Decimal): Decimal =>
  a.abs().lt('0.001') ?
    W.mul(
      a,
      powerSeries(W, a.negated(), (power, n) => W.div(power, n + 1)),
    )
  : W.ln(positive(W.add(1, a), a, 'above -1'))

/** Near zero a sum_n a^n / (n + 1)!; elsewhere e^a differs enough from 1. */
const expm1 = (W: Decimal.Constructor, a: Decimal): Decimal => {
  if (a.abs().gte('0.1')) return W.sub(exp(W, a), 1)
  let factorial = new W(1)
  return W.mul(
    a,
    powerSeries(W, a, (power, n) => W.div(power, (factorial = W.mul(factorial, n + 1)))),
  )
}

/**
 * 1 + sum_n term(x^n, n), up to the first term that the sum does not notice; each later one is ten
 * times less.
 */
const powerSeries = (
  W: Decimal.Constructor,
  x: Decimal,
  term: (power: Decimal, n: number) => Decimal,
): Decimal => {
  let sum = new W(1)
  let power = sum
  for (let n = 1; ; n++) {
    power = W.mul(power, x)
    const next = W.add(sum, term(power, n))
    if (next.eq(sum)) return sum
    sum = next
  }
}
