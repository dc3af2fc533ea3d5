import type { Arithmetic } from '../arithmetic/arithmetic.ts'

/** The digits of a function that is computed in doubles. */
export const digitsOfDoubles = 15

/** Steps of no short form, in either direction, none the negative of another. */
const steps = [
  [1, 300],
  [-1, 700],
  [1, 1100],
  [-1, 1300],
  [1, 1700],
  [-1, 1900],
] as const

/**
 * Whether a function of t rounds to doubles on its way: where its arguments have far more digits,
 * its values are doubles, and yet not always the same ones. Its difference by a small step is 0, as
 * that of a staircase is.
 */
export const isInDoubles = <T>(k: Arithmetic<T>, f: (t: T) => T): boolean => {
  const values = new Set<number>()
  try {
    for (const [a, b] of steps) {
      const y = f(k.div(k.from(a), k.from(b)))
      const double = k.toNumber(y)
      if (!Number.isFinite(double) || !k.isZero(k.sub(y, k.from(double)))) return false
      values.add(double)
    }
  } catch (error) {
    // Beyond the end of its domain nothing is known.
    if (error instanceof RangeError) return false
    throw error
  }
  return values.size > steps.length / 2
}
