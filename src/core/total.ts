import type { Arithmetic } from '../arithmetic/arithmetic.ts'

/**
 * The sum over an arithmetic k: one after another up to 1024 terms, and more in two halves, so that
 * n terms make min(n - 1, 1023 + log2 n) roundings in a row at most (Blanchard, Higham and Mary 2020).
 */
export const totalOver = <T>(k: Arithmetic<T>): ((xs: readonly T[]) => T) => {
  const zero = k.from(0)
  const total = (xs: readonly T[]): T => {
    if (xs.length <= 1024) return xs.reduce(k.add, zero)
    const middle = Math.floor(xs.length / 2)
    return k.add(total(xs.slice(0, middle)), total(xs.slice(middle)))
  }
  return total
}
