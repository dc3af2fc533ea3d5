import * as fc from 'fast-check'
import { at } from '../arithmetic/sequence.ts'
import { into } from './inputs.ts'
import type { Asked } from './law.ts'

/** What becomes of the logits of a row: nothing, or some of them are infinite or NaN. */
export type Fate = (z: readonly number[]) => readonly number[]

/** Classes by the bits of a number: those that are set are masked. */
const masked =
  (bits: number): Fate =>
  (z) =>
    z.map((x, i) => ((bits >> (i % 5)) & 1 ? -Infinity : x))
const holding =
  (special: number) =>
  (turn: number): Fate =>
  (z) =>
    z.with(turn % z.length, special)
const untouched: Fate = (z) => z
const fates = (plain: number): fc.Arbitrary<Fate> =>
  fc.oneof(
    { withCrossShrink: true },
    { weight: plain, arbitrary: fc.constant(untouched) },
    { weight: 3, arbitrary: fc.integer({ min: 1, max: 31 }).map(masked) },
    { weight: 2, arbitrary: fc.nat({ max: 59 }).map(holding(NaN)) },
    { weight: 1, arbitrary: fc.nat({ max: 59 }).map(holding(Infinity)) },
    { weight: 1, arbitrary: fc.constant<Fate>((z) => z.map(() => -Infinity)) },
  )

/** Of a row that counts, and of one that is ignored: nobody cares what stands there. */
export const fate = fates(9)
export const padding = fates(3)

/** So many logits that may be asked: short numbers, over and over or followed by the first alone. */
export const repeated = (
  entries: readonly number[],
  n: number,
  asked: Asked,
  isTiled = true,
): number[] => {
  const logit = into(asked)
  const place = (i: number): number =>
    isTiled ? i % entries.length
    : i < entries.length ? i
    : 0
  return Array.from({ length: n }, (_, i) => logit(at(entries, place(i))))
}
