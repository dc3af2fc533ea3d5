import type { Arithmetic } from '../arithmetic/arithmetic.ts'
import { at } from '../arithmetic/sequence.ts'

/** How often each entry of a list counts, where that is not once. */
export type Counts = readonly number[] | undefined

/** The terms from one place to another with their sum: two halves, where they are many. */
export type Block<T> = {
  readonly start: number
  readonly end: number
  readonly sum: T
  readonly halves?: readonly [Block<T>, Block<T>]
}

/**
 * Terms over an arithmetic k in blocks: one after another up to 1024 terms, and more in two halves,
 * so that the sum of n makes min(n - 1, 1023 + log2 n) roundings in a row at most (Blanchard, Higham
 * and Mary 2020).
 */
export const blocksOver =
  <T>(k: Arithmetic<T>) =>
  (terms: readonly T[], start = 0, end = terms.length): Block<T> => {
    if (end - start > 1024) {
      const middle = Math.floor((start + end) / 2)
      const [left, right] = [blocksOver(k)(terms, start, middle), blocksOver(k)(terms, middle, end)]
      return { start, end, sum: k.add(left.sum, right.sum), halves: [left, right] }
    }
    let sum = k.from(0)
    for (let i = start; i < end; i++) sum = k.add(sum, at(terms, i))
    return { start, end, sum }
  }

/** The sum over an arithmetic k, in which each term counts so often. */
export const totalOver = <T>(k: Arithmetic<T>): ((xs: readonly T[], counts?: Counts) => T) => {
  const blocks = blocksOver(k)
  return (xs, counts) => blocks(counts ? xs.map((x, i) => times(k, at(counts, i), x)) : xs).sum
}

/** n x, for a number of times that an arithmetic may have to round. */
export const times = <T>(k: Arithmetic<T>, n: number, x: T): T =>
  n === 1 ? x : k.mul(k.from(n), x)
