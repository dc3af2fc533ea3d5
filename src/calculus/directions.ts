import * as fc from 'fast-check'
import { exact, top } from '../arithmetic/exact.ts'
import { greatest, least } from '../arithmetic/sequence.ts'

/** The seed of the signs and sizes below: the same directions at every check of so many entries. */
const seed = 1

/** So many entries are looked at one by one; more of them, along a few directions. */
export const fewEntries = 30

/** Directions through all of so many entries, as arbitrary as the checks of a gradient need. */
export const across = (n: number, count: number): number[][] =>
  fc.sample(
    fc.noBias(
      fc.array(fc.constantFrom(-1, -0.875, -0.75, -0.625, 0.625, 0.75, 0.875, 1), {
        minLength: n,
        maxLength: n,
      }),
    ),
    { seed, numRuns: count },
  )

/**
 * Directions by which a gradient of many entries is told from another: one along which all entries
 * count alike, however small; arbitrary ones, along which great entries count most; and the gradient
 * itself.
 */
export const tellingOf = (entries: readonly number[]): number[][] => {
  const n = entries.length
  const [first = [], second = [], third = []] = across(n, 3)
  const finite = entries.map((g) => (Number.isFinite(g) ? g : 0))
  const tops = finite.filter((g) => g !== 0).map((g) => top(exact(g)))
  const lowest = least(tops)
  const levelled = third.map((c, i) => {
    const g = finite[i] ?? 0
    return c * (g === 0 ? 1 : 2 ** Math.max(lowest - top(exact(g)), -1000))
  })
  const size = greatest(finite.map(Math.abs))
  return [levelled, first, second, ...(size > 0 ? [finite.map((g) => g / size)] : [])]
}

/** A direction in two halves, each through a part of its entries, while it has two or more. */
export const halvesOf = (v: readonly number[]): number[][] => {
  const places = v.flatMap((c, i) => (c === 0 ? [] : [i]))
  if (places.length < 2) return []
  const middle = places[places.length >> 1] as number
  return [v.map((c, i) => (i < middle ? c : 0)), v.map((c, i) => (i < middle ? 0 : c))]
}
