import type { Arithmetic } from '../arithmetic/arithmetic.ts'
import { at } from '../arithmetic/sequence.ts'

/** How often each entry of a list counts, where that is not once. */
export type Counts = readonly number[] | undefined

/** So many terms are summed one after another. */
export const blockLength = 1024

/**
 * The sum over an arithmetic k, in which each term counts so often: one after another up to 1024
 * terms, and more in two halves, so that n terms make min(n - 1, 1023 + log2 n) roundings in a row
 * at most (Blanchard, Higham and Mary 2020).
 */
export const totalOver = <T>(k: Arithmetic<T>): ((xs: readonly T[], counts?: Counts) => T) => {
  const zero = k.from(0)
  const sum = (xs: readonly T[], start: number, end: number): T => {
    if (end - start > blockLength) {
      const middle = (start + end) >> 1
      return k.add(sum(xs, start, middle), sum(xs, middle, end))
    }
    let all = zero
    for (let i = start; i < end; i++) all = k.add(all, at(xs, i))
    return all
  }
  return (xs, counts) =>
    sum(counts ? xs.map((x, i) => times(k, at(counts, i), x)) : xs, 0, xs.length)
}

/** n x, for a number of times that an arithmetic may have to round. */
export const times = <T>(k: Arithmetic<T>, n: number, x: T): T =>
  n === 1 ? x : k.mul(k.from(n), x)
