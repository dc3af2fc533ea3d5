import type { Arithmetic } from '../arithmetic/arithmetic.ts'

/**
 * The sum over an arithmetic k: one after another up to 1024 terms, and more in two halves, so that
 * n terms make min(n - 1, 1023 + log2 n) roundings in a row at most (Blanchard, Higham and Mary 2020).
 */
export const totalOver =
  <T>(k: Arithmetic<T>) =>
  (xs: readonly T[]): T =>
    sumOf(k, xs, 0, xs.length)

const sumOf = <T>(k: Arithmetic<T>, xs: readonly T[], from: number, to: number): T => {
  if (to - from <= 1024) return xs.slice(from, to).reduce(k.add, k.from(0))
  const middle = Math.floor((from + to) / 2)
  return k.add(sumOf(k, xs, from, middle), sumOf(k, xs, middle, to))
}
