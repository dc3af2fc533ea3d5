import {
  bitLength,
  exact,
  magnitude,
  minus,
  plus,
  powerOfTwo,
  scale,
  top,
  type Exact,
} from './exact.ts'

/** The name of a binary floating-point format. */
export type FormatName = 'binary64' | 'binary32' | 'binary16' | 'bfloat16'
/** Where a real number between two members of a format is rounded to. */
export type Direction = 'nearest' | 'down' | 'up'

/**
 * A binary floating-point format: the multiples m 2^(e - p + 1) with |m| < 2^p and emin <= e <=
 * emax. Each of them is a double too, so that a number of any format is held in a double. Source:
 * IEEE 754-2019, section 3.3.
 */
export type Format = {
  readonly name: FormatName
  /** p, the number of bits of a significand, the hidden one included. */
  readonly precision: number
  /**
   * u = 2^-p: rounding to nearest changes a number by at most this part of itself, outside the
   * subnormals.
   */
  readonly unitRoundoff: Exact
  /** The exponent of the least normal number, 1 - emax. */
  readonly emin: number
  /** The exponent of the greatest numbers. */
  readonly emax: number
  /** The greatest finite number, (2 - 2^(1 - p)) 2^emax. */
  readonly greatest: number
  /** The least positive number of full precision, 2^emin. */
  readonly leastNormal: number
  /** The least positive number, 2^(emin - p + 1), a subnormal. */
  readonly least: number
}

const make = (name: FormatName, precision: number, emax: number): Format => ({
  name,
  precision,
  unitRoundoff: powerOfTwo(-precision),
  emin: 1 - emax,
  emax,
  greatest: (2 - 2 ** (1 - precision)) * 2 ** emax,
  leastNormal: 2 ** (1 - emax),
  least: 2 ** (2 - emax - precision),
})

/**
 * The four formats in which losses are computed: binary64, binary32 and binary16 of IEEE 754-2019,
 * table 3.5, and bfloat16, which has the exponents of binary32 and 8 bits of significand.
 */
export const formats: Readonly<Record<FormatName, Format>> = {
  binary64: make('binary64', 53, 1023),
  binary32: make('binary32', 24, 127),
  binary16: make('binary16', 11, 15),
  bfloat16: make('bfloat16', 8, 127),
}

/**
 * The member of the format nearest to x (a tie goes to the even one), or next below or above it:
 * IEEE 754's rounding, done once. Beyond the greatest it gives what IEEE 754 gives, an infinity or
 * the greatest; a negative x that rounds to zero gives -0.
 */
export const round = (x: Exact, format: Format, direction: Direction = 'nearest'): number =>
  x.mantissa < 0n ? -roundMagnitude(-x.mantissa, x.exponent, format, opposite[direction])
  : x.mantissa === 0n ? 0
  : roundMagnitude(x.mantissa, x.exponent, format, direction)

const opposite = { nearest: 'nearest', down: 'up', up: 'down' } as const

const roundMagnitude = (
  m: bigint,
  exponent: number,
  format: Format,
  direction: Direction,
): number => {
  const height = bitLength(m) + exponent - 1
  const unit = Math.max(height, format.emin) - format.precision + 1
  const result =
    height > format.emax ? Infinity : Number(multiple(m, exponent - unit, direction)) * 2 ** unit
  return (
    result <= format.greatest ? result
    : direction === 'down' ? format.greatest
    : Infinity
  )
}

/** The integer nearest to m 2^shift, or next below or above it. */
const multiple = (m: bigint, shift: number, direction: Direction): bigint => {
  if (shift >= 0) return m << BigInt(shift)
  const below = m >> BigInt(-shift)
  const rest = compareToHalf(m - (below << BigInt(-shift)), -shift)
  const upwards =
    direction === 'up' ?
      rest > -2
    : direction === 'nearest' && (rest > 0 || (rest === 0 && below % 2n === 1n))
  return upwards ? below + 1n : below
}

/** -2 where rest is 0; else -1, 0 or 1 as rest lies below, at or above half of 2^bits. */
const compareToHalf = (rest: bigint, bits: number): number => {
  if (rest === 0n) return -2
  const size = bitLength(rest)
  return (
    size < bits ? -1
    : rest === 1n << BigInt(bits - 1) ? 0
    : 1
  )
}

/**
 * The member of the format nearest to a double. The fast way for loops: x + c - c with c = 1.5 *
 * 2^52 units leaves the multiple of a unit nearest to x, ties to even, because the sum has no bits
 * below the unit.
 */
export const roundNumber = (x: number, format: Format): number => {
  if (format.precision === 53) return x
  if (format.precision === 24) return Math.fround(x)
  view.setFloat64(0, x)
  const height = ((view.getUint16(0) >> 4) & 0x7ff) - 1023
  if (height > format.emax) return x * Infinity
  view.setUint32(0, ((Math.max(height, format.emin) - format.precision + 1076) << 20) | 0x80000)
  view.setUint32(4, 0)
  const c = view.getFloat64(0)
  const result = x + c - c
  return (
    result === 0 ? x * 0
    : Math.abs(result) <= format.greatest ? result
    : result * Infinity
  )
}
const view = new DataView(new ArrayBuffer(8))

/** Whether x is a number of the format, the infinities and NaN included. */
export const isMember = (x: number, format: Format): boolean => Object.is(roundNumber(x, format), x)

/** How many bits a number of the format takes: a sign, an exponent and p - 1 of the significand. */
export const bitsOf = ({ precision, emax }: Format): number => precision + Math.log2(emax + 1) + 1

/** Every finite number of a narrow format, by the word that it has in storage: -0 as well as 0. */
export const membersOf = ({ precision, emax, least }: Format): number[] => {
  const steps = 2 ** (precision - 1)
  const sizes = Array.from({ length: 2 * (emax + 1) * steps - steps }, (_, word) => {
    const [exponent, fraction] = [Math.floor(word / steps), word % steps]
    return exponent === 0 ? fraction * least : (steps + fraction) * least * 2 ** (exponent - 1)
  })
  return [...sizes, ...sizes.map((x) => -x)]
}

/**
 * The least number of the format above x, which may be Infinity; Infinity and NaN give themselves.
 */
export const next = (x: number, format: Format): number =>
  x === -Infinity ? -format.greatest
  : Number.isFinite(x) ? round(plus(exact(x), belowEveryGap), format, 'up')
  : x
const belowEveryGap = powerOfTwo(-1075)

/** The numbers of the format on either side of x. */
export const neighbours = (
  x: number,
  format: Format,
): { readonly below: number; readonly above: number } => ({
  below: -next(-x, format),
  above: next(x, format),
})

/**
 * The unit in the last place of a real number y: 2^(max(floor(log2 |y|), emin) - p + 1), the least
 * number at y = 0.
 */
export const ulp = (real: Exact, format: Format): Exact => powerOfTwo(ulpExponent(real, format))

/**
 * How far a computed number lies from the real one, in units in the last place of the real one;
 * Infinity or NaN for those.
 */
export const ulps = (value: number, real: Exact, format: Format): number =>
  Number.isFinite(value) ?
    round(scale(magnitude(minus(exact(value), real)), -ulpExponent(real, format)), formats.binary64)
  : Math.abs(value)

const ulpExponent = (real: Exact, format: Format): number =>
  Math.max(real.mantissa === 0n ? -Infinity : top(real) - 1, format.emin) - format.precision + 1
