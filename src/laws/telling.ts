import { alike } from '../arithmetic/alike.ts'
import { at } from '../arithmetic/sequence.ts'

/** So many numbers are judged one by one. */
const page = 64

/**
 * The places of those numbers that speak for all: of more than a page of them, the least and the
 * greatest, and NaN, among those of which the same is expected, as these lists say.
 */
export const telling = (
  values: readonly number[],
  expected: readonly (readonly unknown[])[],
): number[] => {
  if (values.length <= page) return [...values.keys()]
  const { first, eachRun } = alike(expected)
  const extremes = first.map((i) => ({ least: i, greatest: i, lost: i }))
  eachRun((of, start, end) => {
    const group = at(extremes, of)
    for (let i = start; i < end; i++) {
      const x = values[i] as number
      if (Number.isNaN(x)) {
        if (!Number.isNaN(at(values, group.lost))) group.lost = i
        continue
      }
      if (!(x >= at(values, group.least))) group.least = i
      if (!(x <= at(values, group.greatest))) group.greatest = i
    }
  })
  const places = extremes.flatMap(({ least, greatest, lost }) => [least, greatest, lost])
  return [...new Set(places)].toSorted((a, b) => a - b)
}
