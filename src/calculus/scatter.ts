import type { Arithmetic } from '../arithmetic/arithmetic.ts'
import { at, greatest, least, total } from '../arithmetic/sequence.ts'
import { slopeAlong, type ScalarFunction } from './derivatives.ts'
import { across } from './directions.ts'

/** The code that a gradient in doubles comes from, one entry for each of x. */
export type GradientInDoubles = (x: readonly number[]) => readonly number[]

/** So many points are looked at on either side of x, within each of the ranges. */
const points = 16
/**
 * By how many of its errors the slope moves to either end of a range, but by no more than a factor of e^2: near
 * x first, and then further away, where an error that is small by chance meets those of its neighbours.
 */
const ranges = [4, 32, 256, 2 ** 11, 2 ** 14, 2 ** 17] as const

/**
 * Whether the error of a slope along v scatters beside x, as rounding does. What is left of 1 - p moves
 * by steps of 2^-53 while the true slope moves smoothly, so that the relative error is a sawtooth: it rises
 * and falls again and again, by half of what it is at x or more. That of a wrong formula hardly moves, or
 * rises or falls once.
 */
export const scatters = <T>(
  k: Arithmetic<T>,
  f: ScalarFunction,
  g: GradientInDoubles,
  x: readonly number[],
  v: readonly number[],
): boolean => {
  const [aside = []] = across(x.length, 1)
  const beside = (t: number): number[] => x.map((c, i) => c + t * at(aside, i))
  const slopeAt = (z: readonly number[]): T => slopeAlong(k, f, z.map(k.from), v.map(k.from))
  const relative = (difference: T, slope: T): number => k.toNumber(k.div(difference, slope))
  const errorAt = (z: readonly number[]): number => {
    const entries = g(z)
    if (!v.every((c, i) => c === 0 || Number.isFinite(entries[i]))) return NaN
    const slope = slopeAt(z)
    const given = v
      .map((c, i) => (c === 0 ? k.from(0) : k.mul(k.from(c), k.from(at(entries, i)))))
      .reduce(k.add)
    return relative(k.sub(given, slope), slope)
  }
  try {
    const [here, there] = [slopeAt(x), slopeAt(beside(little))]
    if (k.isZero(here)) return false
    const steepness = Math.abs(relative(k.sub(there, here), here)) / little
    const error = Math.abs(errorAt(x))
    return [...new Set(ranges.map((range) => Math.min(range * error, 2)))].some((part) => {
      const errors = Array.from({ length: 2 * points + 1 }, (_, i) =>
        errorAt(beside(((part / steepness) * (i - points)) / points)),
      )
      const span = greatest(errors) - least(errors)
      const variation = total(errors.slice(1).map((e, i) => Math.abs(e - at(errors, i))))
      return 2 * span > error && variation > 2 * span
    })
  } catch (error) {
    // f may have an end beside x.
    if (!(error instanceof RangeError)) throw error
    return false
  }
}

/** A step by which a slope is seen to move, and no further than it moves evenly. */
const little = 2 ** -20
