import type { Arithmetic } from '../../src/arithmetic/arithmetic.ts'
import { exact } from '../../src/arithmetic/exact.ts'
import { formats, round } from '../../src/arithmetic/format.ts'

/**
 * A rational number, with a denominator above 0; or, over the denominator 0, a number that need not
 * be rational.
 */
export type Rational = { readonly p: bigint; readonly q: bigint }

const unknown: Rational = { p: 0n, q: 0n }
export const isKnown = ({ q }: Rational): boolean => q !== 0n

/**
 * The rational numbers, without rounding. e^x and log x are rational at the rational numbers 0 and
 * 1 alone (Lindemann 1882); elsewhere they are not known, nor is what is made of them. What the
 * core computes in it is therefore the true value: results of equal logits, of one class, of masks,
 * whose digits no enclosure decides where the truth is 0 or a tie.
 */
export const rational: Arithmetic<Rational> = {
  name: 'rational',
  from: (x) => {
    const { mantissa, exponent } = exact(x)
    return exponent >= 0 ?
        { p: mantissa << BigInt(exponent), q: 1n }
      : lowest(mantissa, 1n << BigInt(-exponent))
  },
  add: (a, b) => lowest(a.p * b.q + b.p * a.q, a.q * b.q),
  sub: (a, b) => lowest(a.p * b.q - b.p * a.q, a.q * b.q),
  mul: (a, b) => lowest(a.p * b.p, a.q * b.q),
  div: (a, b) => (b.p < 0n ? lowest(-a.p * b.q, -a.q * b.p) : lowest(a.p * b.q, a.q * b.p)),
  neg: (a) => ({ p: -a.p, q: a.q }),
  exp: (a) => only(a, 0n, 1n),
  log: (a) => only(a, 1n, 0n),
  log1p: (a) => only(a, 0n, 0n),
  expm1: (a) => only(a, 0n, 0n),
  max: (a, b) =>
    !isKnown(a) ? a
    : isLess(a, b) || !isKnown(b) ? b
    : a,
  step: (a) =>
    !isKnown(a) ? a
    : a.p > 0n ? { p: 1n, q: 1n }
    : a.p < 0n ? { p: 0n, q: 1n }
    : { p: 1n, q: 2n },
  less: (a, b) => isLess(a, b),
  isZero: (a) => a.p === 0n && isKnown(a),
  toNumber: ({ p, q }) =>
    q === 0n ? NaN : round({ mantissa: (p << 2200n) / q, exponent: -2200 }, formats.binary64),
}

const isLess = (a: Rational, b: Rational): boolean => a.p * b.q < b.p * a.q

/** The value at the one rational argument where there is one. */
const only = (a: Rational, argument: bigint, value: bigint): Rational =>
  isKnown(a) && a.p === argument * a.q ? { p: value, q: 1n } : unknown

const lowest = (p: bigint, q: bigint): Rational => {
  if (q === 0n) return unknown
  let [a, b] = [p < 0n ? -p : p, q]
  while (b !== 0n) [a, b] = [b, a % b]
  return a === 0n ? { p: 0n, q: 1n } : { p: p / a, q: q / a }
}
