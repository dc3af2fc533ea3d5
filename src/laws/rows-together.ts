import * as fc from 'fast-check'
import { reductions } from '../contract/options.ts'
import { scalar } from './inputs.ts'
import { sweepsOfRows } from './many-rows.ts'
import { behindMask } from './hidden.ts'
import {
  areValues,
  choicesOf,
  examplesOf,
  ignoredBy,
  maskFor,
  valuesTogether,
} from './options-together.ts'
import { fate, padding, repeated } from './row-fates.ts'
import { areBounded, boundedFor, classesOf, oneIn, short, type Drawn } from './together.ts'

/**
 * Batches of rows with any options. Rows are made for the number of classes, and labels for the
 * options, so that these may shrink by themselves, and sizes last.
 */

/** One to so many rows of one to five classes. */
const upTo =
  (most: number): Drawn['ordinary'] =>
  (operation, asked, style) => {
    const row = fc.record({
      entries: fc.array(short(scalar(boundedFor(most * 5, asked), style)), {
        minLength: 1,
        maxLength: 5,
      }),
      turn: fc.nat({ max: 59 }),
      fate,
      padding,
      isIgnored: oneIn(3),
    })
    return fc
      .tuple(
        fc.array(row, { minLength: 1, maxLength: most }),
        fc.integer({ min: 1, max: 5 }),
        valuesTogether(operation, asked, style),
        // Of a mean there is most that can go wrong.
        fc.constantFrom(...reductions, 'mean' as const),
        oneIn(3),
        oneIn(8),
        maskFor(operation, asked, style),
      )
      .map(([rows, classes, valuesOf, reduction, isSpecial, isWhole, maskOf]) => {
        const values = valuesOf(classes, rows.length)
        const near = boundedFor(most * 5, asked, values)
        const ignored = ignoredBy(values)
        const made = rows.map(({ entries, turn, fate, padding, isIgnored }) => {
          const z = repeated(entries, classes, near)
          return ignored !== undefined && (isWhole || isIgnored) ?
              { z: padding(z), label: ignored }
              // Others are not ignored by chance, so that each shrinks by itself.
            : {
                z: isSpecial ? fate(z) : z,
                label: (turn + (turn % classes === ignored ? 1 : 0)) % classes,
              }
        })
        const batch = {
          logits: made.map(({ z }) => z),
          labels: made.map(({ label }) => label),
          options: { reduction, ...values },
        }
        return behindMask(operation, batch, maskOf, asked)
      })
  }

/** Whether all rows have as many classes, and labels among these or ignored. */
const holds: Drawn['holds'] = (operation, { logits, labels = [], options }, asked) => {
  const { reduction: _, ...values } = options
  const [rows, ignored] = [logits as readonly (readonly number[])[], ignoredBy(values)]
  const classes = classesOf(rows)
  return (
    classes > 0
    && labels.length === rows.length
    && labels.every((y) => y === ignored || (Number.isInteger(y) && y >= 0 && y < classes))
    && areBounded(rows, asked, values)
    && areValues(operation, values, { classes, rows: rows.length }, asked)
  )
}

const examples: Drawn['examples'] = (operation) =>
  choicesOf(operation).flatMap((names) =>
    reductions.map((reduction) => ({
      logits: [
        [0, 0],
        [2, 0],
      ],
      labels: [0, 1],
      options: { reduction, ...examplesOf(names) },
    })),
  )
export const rowsUpTo = (most: number): Drawn => ({
  ordinary: upTo(most),
  sweeps: sweepsOfRows,
  examples,
  holds,
})
export const rowsTogether = rowsUpTo(9)
