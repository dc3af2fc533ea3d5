/**
 * Lists of numbers, however long: nothing here spreads a list over arguments, which overflows the
 * stack from about 120,000 entries on, and rows have as many classes.
 */

/** The entry at i. Throws a RangeError where there is none: labels come from outside. */
export const at = <T>(xs: readonly T[], i: number): T => {
  const x = xs[i]
  if (x === undefined)
    throw new RangeError(`expected an index below ${xs.length}, but received ${i}`)
  return x
}

/** The sum of doubles from left to right, as a plain program forms it. */
export const total = (xs: readonly number[]): number => xs.reduce((a, b) => a + b, 0)

/** The greatest number and `floor`, or NaN where one is NaN, as `Math.max` has it. */
export const greatest = (xs: readonly number[], floor = -Infinity): number =>
  xs.reduce((a, b) => Math.max(a, b), floor)

/** The least number and `ceiling`, or NaN where one is NaN. */
export const least = (xs: readonly number[], ceiling = Infinity): number =>
  xs.reduce((a, b) => Math.min(a, b), ceiling)

/** The index of the first entry that no other exceeds: 0 for an empty list. */
export const indexOfGreatest = <T>(
  xs: readonly T[],
  less: (a: T, b: T) => boolean = (a, b) => a < b,
): number => {
  let best = 0
  for (let i = 1; i < xs.length; i++) if (less(at(xs, best), at(xs, i))) best = i
  return best
}
