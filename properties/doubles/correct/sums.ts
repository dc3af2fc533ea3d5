import type { Machine } from './machine.ts'

/** An order in which numbers are summed. */
export type Sum = (k: Machine, xs: readonly number[]) => number

export const sequential: Sum = (k, xs) => xs.reduce((a, x) => k.accumulate(a, x), 0)

export const reversed: Sum = (k, xs) => xs.reduceRight((a, x) => k.accumulate(a, x), 0)

/** The sum of one half and that of the other, down to single numbers. */
export const pairwise: Sum = (k, xs) => {
  const between = (from: number, to: number): number => {
    if (to - from < 2) return xs[from] ?? 0
    const middle = (from + to) >> 1
    return k.accumulate(between(from, middle), between(middle, to))
  }
  return between(0, xs.length)
}

/** Every lane sums what stands a stride apart, then a tree sums the lanes, as vector units do. */
export const lanes =
  (width: number): Sum =>
  (k, xs) => {
    const partial = Array<number>(width).fill(0)
    xs.forEach((x, i) => {
      partial[i % width] = k.accumulate(partial[i % width] ?? 0, x)
    })
    return pairwise(k, partial)
  }

/** What each addition loses is added to the next number (Kahan 1965). */
export const kahan: Sum = (k, xs) => {
  let [sum, lost] = [0, 0]
  for (const x of xs) {
    const y = k.accumulate(x, -lost)
    const next = k.accumulate(sum, y)
    // An infinite sum has lost nothing that could be told.
    lost = Number.isFinite(next) ? k.accumulate(k.accumulate(next, -sum), -y) : 0
    sum = next
  }
  return sum
}
