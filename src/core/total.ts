import type { Arithmetic } from '../arithmetic/arithmetic.ts'
import { at } from '../arithmetic/sequence.ts'

/**
 * The sum over an arithmetic k, in which each term counts so often: one after another up to 1024
 * terms, and more in two halves, so that n terms make min(n - 1, 1023 + log2 n) roundings in a row
 * at most (Blanchard, Higham and Mary 2020).
 */
export const totalOver = <T>(
  k: Arithmetic<T>,
): ((xs: readonly T[], counts?: readonly number[]) => T) => {
  const zero = k.from(0)
  const total = (xs: readonly T[]): T => {
    if (xs.length <= 1024) return xs.reduce(k.add, zero)
    const middle = Math.floor(xs.length / 2)
    return k.add(total(xs.slice(0, middle)), total(xs.slice(middle)))
  }
  return (xs, counts) => total(counts ? xs.map((x, i) => times(k, at(counts, i), x)) : xs)
}

/** n x, for a number of times that an arithmetic may have to round. */
export const times = <T>(k: Arithmetic<T>, n: number, x: T): T =>
  n === 1 ? x : k.mul(k.from(n), x)
