import * as fc from 'fast-check'
import { at } from '../arithmetic/sequence.ts'
import { logits } from './inputs.ts'
import type { Inputs } from './law.ts'

/**
 * A row of two to eight classes, of which some are masked and not all: at its ends, within, or all
 * but one.
 */
export const maskedLogits: Inputs<number[]> = (asked, style) =>
  fc
    .tuple(
      logits({ most: 6 })(asked, style),
      fc.array(fc.nat({ max: 7 }), { minLength: 1, maxLength: 7 }),
    )
    .map(([z, places]) =>
      places
        .slice(0, 8 - z.length)
        .reduce((row, place) => row.toSpliced(place % (row.length + 1), 0, -Infinity), z),
    )
export const maskedExamples: number[][] = [
  [-Infinity, 0],
  [0, -Infinity],
  [1000, -Infinity, 0],
  [-Infinity, -1000, -Infinity],
  [-Infinity, -Infinity, 1, 0],
  [-Infinity, -(2 ** 100)],
]
export const isMaskedInPart = (z: readonly number[]): boolean =>
  z.includes(-Infinity) && z.some((x) => x > -Infinity)
/** The entries that belong to the classes that are not masked, and those to the ones that are. */
export const kept = <T>(z: readonly number[], entries: readonly T[]): T[] =>
  entries.filter((_, i) => z[i] !== -Infinity)
export const hidden = <T>(z: readonly number[], entries: readonly T[]): T[] =>
  entries.filter((_, i) => z[i] === -Infinity)
/** Answers to the classes that are kept, spread over a row, with an answer to each that is masked. */
export const amongMasked = <T>(
  z: readonly number[],
  answers: readonly T[],
  ofMasked: (i: number) => T,
): T[] => {
  let next = 0
  return z.map((x, i) => (x === -Infinity ? ofMasked(i) : at(answers, next++)))
}

/** Inputs whose logits are masked in part, and the index of one that is, or is not. */
export const labelledAmongMasked =
  (isMasked: boolean): Inputs<{ logits: number[]; label: number }> =>
  (asked, style) =>
    fc.tuple(maskedLogits(asked, style), fc.nat({ max: 1e4 })).map(([z, turn]) => {
      const places = z.flatMap((x, i) => ((x === -Infinity) === isMasked ? [i] : []))
      return { logits: z, label: at(places, turn % places.length) }
    })
