import { magnitude, sign, top, type Exact } from './exact.ts'

/**
 * x to so many significant decimal digits, rounded to nearest (a tie away from zero), without
 * trailing zeros. Written as JavaScript writes numbers: 0.001, 123.5, and 1.5e-7 or 1e+21 where the
 * point would be far from the digits.
 */
export const toDigits = (x: Exact, digits: number): string => {
  if (x.mantissa === 0n) return '0'
  // 2^(top - 1) <= |x|, so this is the place of the leading digit or the one below it.
  const lowest = Math.floor((top(x) - 1) * Math.log10(2))
  const rounded = inUnitsOfTen(magnitude(x), lowest - digits + 1)
  const isLow = rounded >= 10n ** BigInt(digits)
  const place = isLow ? lowest + 1 : lowest
  const figures = String(isLow ? inUnitsOfTen(magnitude(x), place - digits + 1) : rounded).replace(
    /0+$/,
    '',
  )
  return (sign(x) < 0 ? '-' : '') + written(figures, place)
}

/** The integer nearest to x / 10^place, for x >= 0. */
const inUnitsOfTen = ({ mantissa, exponent }: Exact, place: number): bigint => {
  const above = mantissa * 2n ** atLeastZero(exponent) * 10n ** atLeastZero(-place)
  const below = 2n ** atLeastZero(-exponent) * 10n ** atLeastZero(place)
  return (2n * above + below) / (2n * below)
}

const atLeastZero = (n: number): bigint => BigInt(Math.max(0, n))

/** The figures d.ddd times 10^place. */
const written = (figures: string, place: number): string => {
  if (place <= -7 || place >= 21) {
    const rest = figures.length > 1 ? `.${figures.slice(1)}` : ''
    return `${figures.slice(0, 1)}${rest}e${place > 0 ? '+' : ''}${place}`
  }
  if (place < 0) return `0.${'0'.repeat(-place - 1)}${figures}`
  const whole = figures.padEnd(place + 1, '0')
  return whole.length > place + 1 ? `${whole.slice(0, place + 1)}.${whole.slice(place + 1)}` : whole
}
