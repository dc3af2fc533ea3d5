import * as fc from 'fast-check'
import { at } from '../arithmetic/sequence.ts'
import type { OperationName } from '../contract/operations.ts'
import { reductions } from '../contract/options.ts'
import { behindMask } from './hidden.ts'
import type { Asked, Sweep } from './law.ts'
import { ignoredBy, maskFor, none, valuesTogether, type Values } from './options-together.ts'
import { fate, padding, repeated } from './row-fates.ts'
import { numbersOfClasses, oneOfThese, reachOf } from './shapes.ts'
import {
  boundedFor,
  chunk,
  edgesOfRows,
  manyOf,
  oneIn,
  type Drawn,
  type Many,
  type Together,
} from './together.ts'
import { among, pick, placeIn, wideLabelled, wideRow, type Band } from './wide.ts'

/** Short numbers, to be repeated. */
const pattern = (entries: readonly number[]) =>
  fc.array(fc.constantFrom(...entries), { minLength: 1, maxLength: 5 })

/** Different ones: a row of them has another loss for each label. */
const varied = (entries: readonly number[]) =>
  fc.uniqueArray(fc.constantFrom(...entries), { minLength: 2, maxLength: 4 })

/**
 * So many rows that are alike, or from some row on others, and a few of their own. In a sum, what is
 * infinite or NaN stands in rows that are ignored, for it would hide all others; and the rows that
 * are alike count.
 */
const many = (
  operation: OperationName,
  asked: Asked,
  { reduction, rows, isPlain }: Many,
  numbers: readonly number[],
): fc.Arbitrary<Together> =>
  fc
    .tuple(
      fc.array(
        fc.record({
          place: placeIn(edgesOfRows),
          entries: varied([0, 10, -10, 1, 40, 100]),
          turn: fc.nat({ max: 2 ** 20 }),
          fate,
          padding,
          isIgnored: oneIn(2),
        }),
        { maxLength: 3 },
      ),
      fc.option(
        fc.record({
          place: placeIn(edgesOfRows),
          entries: varied([0, 10, -10, 1]),
          isIgnored: oneIn(3),
        }),
        {
          nil: undefined,
          freq: 2,
        },
      ),
      isPlain ? none : valuesTogether(operation, asked, 'readable'),
      pattern([0, 0, 1, -1, 2, -2, 0.5]),
      fc.boolean(),
      fc.nat({ max: 2 ** 20 }),
      oneOfThese(numbers),
      oneOfThese(rows),
      isPlain ? fc.constant(undefined) : maskFor(operation, asked, 'readable'),
    )
    .map(([marked, others, valuesOf, entries, isTiled, turn, classes, n, maskOf]) => {
      const values = valuesOf(classes, n)
      const near = boundedFor(n * classes, asked, values)
      const ignored = ignoredBy(values)
      const label = turn % classes === ignored ? (turn + 1) % classes : turn % classes
      const logits = Array<readonly number[]>(n).fill(repeated(entries, classes, near, isTiled))
      const labels = Array<number>(n).fill(label)
      if (others) {
        const [from = n] = among(n, others.place)
        logits.fill(repeated(others.entries, classes, near, isTiled), from)
        if (others.isIgnored && ignored !== undefined) labels.fill(ignored, from)
      }
      for (const { place, entries, turn, isIgnored, ...own } of marked)
        for (const row of among(n, place)) {
          const z = repeated(entries, classes, near, isTiled)
          if (isIgnored && ignored !== undefined) {
            logits[row] = own.padding(z)
            labels[row] = ignored
          } else {
            logits[row] = reduction === 'none' ? own.fate(z) : z
            labels[row] = turn % classes
          }
        }
      const options = { reduction, ...counting(values, label) }
      return behindMask(operation, { logits, labels, options }, maskOf, asked)
    })

/** The same values, in which a weight at this label is not 0. */
const counting = ({ classWeights, ...values }: Values, label: number): Values =>
  classWeights === undefined ? values : (
    {
      ...values,
      classWeights: classWeights[label] === 0 ? classWeights.with(label, 1) : classWeights,
    }
  )

/** Wide rows: two or three of their own, over and over where there are more. */
const wide = (
  operation: OperationName,
  asked: Asked,
  { classes: numbers, rows: counts, isPlain }: Wide,
): fc.Arbitrary<Together> =>
  fc
    .tuple(
      isPlain ? none : valuesTogether(operation, asked, 'readable'),
      // An infinite loss of one row hides those of others in all but one reduction.
      fc.constantFrom('none', ...reductions),
      fc.array(fc.record({ row: wideRow, label: pick, isIgnored: oneIn(8) }), {
        minLength: 2,
        maxLength: 3,
      }),
      oneOfThese(counts),
      oneOfThese(numbers),
      isPlain ? fc.constant(undefined) : maskFor(operation, asked, 'readable'),
    )
    .map(([valuesOf, reduction, kinds, n, classes, maskOf]) => {
      const values = valuesOf(classes, n)
      const ignored = ignoredBy(values)
      const near = boundedFor(n * classes, asked, values)
      const made = kinds.map(({ row, label, isIgnored }) => {
        const own = wideLabelled(row, label, classes, near)
        return isIgnored && ignored !== undefined ? { ...own, label: ignored } : own
      })
      const each = Array.from({ length: n }, (_, i) => at(made, i % made.length))
      const batch = {
        logits: each.map(({ logits }) => logits),
        labels: each.map(({ label }) => label),
        options: { reduction, ...values },
      }
      return behindMask(operation, batch, maskOf, asked)
    })

/** Of how many rows, with options or without. */
type Wide = Band & {
  readonly rows: readonly number[]
  readonly isPlain: boolean
}

/** Many rows; then wide ones, mostly off the alignment of four. */
export const sweepsOfRows: Drawn['sweeps'] = (operation, asked): readonly Sweep<Together>[] => {
  const most = reachOf(asked)
  const widest = Math.min(most.classes, 32_769)
  const within = (from: number, to: number): number[] =>
    numbersOfClasses.filter((n) => n >= from && n <= to && n <= widest)
  const offAlignment = within(13, 1025).filter((n) => n % 4 !== 0)
  const few = [2, 3].filter((n) => n <= most.rows)
  const more = [4, 9, 17, 33].filter((n) => n <= most.rows)
  const bands: readonly Wide[] = [
    { runs: 6, classes: offAlignment, rows: few, isPlain: true },
    { runs: 12, classes: within(13, 1025), rows: few, isPlain: false },
    { runs: 4, classes: within(34, 1025), rows: more, isPlain: false },
    { runs: 4, classes: within(1026, 8193), rows: few, isPlain: false },
    { runs: 1, classes: within(8194, Infinity), rows: few, isPlain: false },
  ].filter(({ classes, rows }) => classes.length > 0 && rows.length > 0)
  return [
    ...manyOf(asked).map((it) => ({
      runs: it.runs,
      inputs: many(operation, asked, it, at(it.rows, 0) > chunk ? within(2, 3) : within(1, 33)),
    })),
    ...bands.map((band) => ({ runs: band.runs, inputs: wide(operation, asked, band) })),
  ]
}
