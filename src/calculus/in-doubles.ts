import type { Arithmetic } from '../arithmetic/arithmetic.ts'
import type { ScalarFunction } from './derivatives.ts'

/** The digits of a function that is computed in doubles. */
export const digitsOfDoubles = 15

/**
 * Along which directions f rounds to doubles on its way from x: it asks for doubles, and does not
 * move with an argument by less than these hold. Its difference by a small step is 0 there, as that
 * of a staircase is.
 */
export const inDoubles = <T>(
  k: Arithmetic<T>,
  f: ScalarFunction,
  x: readonly number[],
): ((direction: readonly number[]) => boolean) => {
  let asks = false
  const watched = Object.create(k, {
    toNumber: { value: (a: T) => ((asks = true), k.toNumber(a)) },
  }) as Arithmetic<T>
  const centre = f(watched, x.map(k.from))
  if (!asks) return () => false
  const little = (c: T): T =>
    k.isZero(c) ? k.mul(k.from(2 ** -1000), k.from(2 ** -100)) : k.mul(c, k.from(2 ** -90))
  return (direction) => {
    const beside = x.map(k.from).map((c, i) => (direction[i] === 0 ? c : k.add(c, little(c))))
    try {
      return k.isZero(k.sub(f(k, beside), centre))
    } catch (error) {
      if (error instanceof RangeError) return false
      throw error
    }
  }
}
