/**
 * A dyadic rational, mantissa times 2^exponent, without rounding. Every finite double is one, and
 * so are sums and products of them: outputs are lifted to `Exact` and compared once, by nobody's
 * arithmetic.
 */
export type Exact = { readonly mantissa: bigint; readonly exponent: number }

const make = (mantissa: bigint, exponent: number): Exact => ({ mantissa, exponent })

export const zero: Exact = make(0n, 0)
export const one: Exact = make(1n, 0)

/**
 * The value of a finite double. Throws a RangeError for NaN and the infinities, which have none.
 */
export const exact = (x: number): Exact => {
  if (Number.isSafeInteger(x)) return make(BigInt(x), 0)
  if (!Number.isFinite(x)) throw new RangeError(`expected a finite number, but received ${x}`)
  view.setFloat64(0, x)
  const word = view.getBigUint64(0)
  const biased = Number((word >> 52n) & 0x7ffn)
  const fraction = word & 0xfffffffffffffn
  const mantissa = biased === 0 ? fraction : fraction | 0x10000000000000n
  return make(word >> 63n ? -mantissa : mantissa, Math.max(biased, 1) - 1075)
}
const view = new DataView(new ArrayBuffer(8))

/** 2^exponent. */
export const powerOfTwo = (exponent: number): Exact => make(1n, exponent)

export const plus = (a: Exact, b: Exact): Exact =>
  a.mantissa === 0n ? b
  : b.mantissa === 0n ? a
  : a.exponent >= b.exponent ?
    make((a.mantissa << BigInt(a.exponent - b.exponent)) + b.mantissa, b.exponent)
  : make(a.mantissa + (b.mantissa << BigInt(b.exponent - a.exponent)), a.exponent)

export const negate = (a: Exact): Exact => make(-a.mantissa, a.exponent)
export const minus = (a: Exact, b: Exact): Exact => plus(a, negate(b))
export const times = (a: Exact, b: Exact): Exact =>
  make(a.mantissa * b.mantissa, a.exponent + b.exponent)
export const scale = (a: Exact, exponent: number): Exact => make(a.mantissa, a.exponent + exponent)
export const sum = (terms: readonly Exact[]): Exact => terms.reduce(plus, zero)

export const sign = (a: Exact): -1 | 0 | 1 =>
  a.mantissa > 0n ? 1
  : a.mantissa < 0n ? -1
  : 0
export const magnitude = (a: Exact): Exact => (a.mantissa < 0n ? negate(a) : a)

/** Negative where a < b, zero where they are equal, positive where a > b. */
export const compare = (a: Exact, b: Exact): number => {
  const signs = sign(a) - sign(b)
  if (signs !== 0 || a.mantissa === 0n) return signs
  const heights = (top(a) - top(b)) * sign(a)
  return heights !== 0 ? heights : sign(minus(a, b))
}

export const lesser = (a: Exact, b: Exact): Exact => (compare(a, b) <= 0 ? a : b)
export const greater = (a: Exact, b: Exact): Exact => (compare(a, b) >= 0 ? a : b)

/** The number of bits of |m|: 0 for 0, 1 for 1, 2 for 2 and 3. */
export const bitLength = (m: bigint): number => {
  const size = m < 0n ? -m : m
  const n = Number(size)
  if (n < 4294967296) return 32 - Math.clz32(n)
  if (n === Infinity) return 512 + bitLength(size >> 512n)
  view.setFloat64(0, n)
  const length = (view.getUint32(0) >>> 20) - 1022
  // A size just below a power of two is rounded up to it.
  return (view.getBigUint64(0) & 0xfffffffffffffn) === 0n && size >> BigInt(length - 1) === 0n ?
      length - 1
    : length
}

/** The exponent of the leading bit plus one: 2^(top - 1) <= |a| < 2^top, for a other than 0. */
export const top = (a: Exact): number => bitLength(a.mantissa) + a.exponent
