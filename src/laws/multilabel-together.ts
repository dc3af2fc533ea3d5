import * as fc from 'fast-check'
import { reductions } from '../contract/options.ts'
import { into, weightEntry } from './inputs.ts'
import { areValues, choicesOf, examplesOf, none, valuesTogether } from './options-together.ts'
import { numbersOfClasses, oneOfThese, reachOf } from './shapes.ts'
import {
  areBounded,
  boundedFor,
  chunk,
  classesOf,
  edgesOfRows,
  manyOf,
  type Drawn,
  withTarget,
} from './together.ts'
import { among, anyPlace, placeIn } from './wide.ts'

/** Rows of logits with a target for each, and any options. */

type Row = readonly number[]

/** One to four rows of one to five classes, now and then with NaN. */
const ordinary: Drawn['ordinary'] = (operation, asked, style) => {
  const entry = withTarget(asked, boundedFor(4 * 5, asked), style, 16)
  return fc
    .tuple(
      valuesTogether(operation, asked, style),
      fc.constantFrom(...reductions),
      fc.array(fc.array(entry, { minLength: 5, maxLength: 5 }), { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 5 }),
    )
    .map(([valuesOf, reduction, made, classes]) => {
      // Entries keep their distance from the end, as most places of weights do, where classes get fewer.
      const rows = made.map((row) => row.slice(-classes))
      return {
        logits: rows.map((row) => row.map(({ x }) => x)),
        targets: rows.map((row) => row.map(({ target }) => target)),
        options: { reduction, ...valuesOf(classes, rows.length) },
      }
    })
}

/**
 * So many rows that are alike, of a few classes or of many, and a few entries of their own. In a sum
 * none is NaN, which would hide all others.
 */
const sweeps: Drawn['sweeps'] = (operation, asked) => {
  const { classes: widest } = reachOf(asked)
  const wide = numbersOfClasses.filter((n) => n > 33 && n <= Math.min(widest, 1025))
  const few = manyOf(asked).map((many) => ({ ...many, classes: [1, 2, 3] }))
  const shapes = [
    ...few,
    ...few
      .filter(({ rows, isPlain }) => wide.length > 0 && !isPlain && rows.every((n) => n <= chunk))
      .map((many) => ({ ...many, rows: [1, 2, 3], classes: wide })),
  ]
  return shapes.map(({ reduction, rows, classes, isPlain, runs }) => {
    const target = weightEntry(asked, 'readable')
    const own = fc.record({
      row: placeIn(edgesOfRows),
      place: anyPlace,
      x: fc.constantFrom(0, 10, -10, 1, 40, -100, ...(reduction === 'none' ? [NaN] : [])),
      target,
    })
    const inputs = fc
      .tuple(
        fc.array(own, { maxLength: 3 }),
        isPlain ? none : valuesTogether(operation, asked, 'readable'),
        fc.constantFrom(0, 0, 1, -1, 2, -2, 0.5),
        target,
        oneOfThese(classes),
        oneOfThese(rows),
      )
      .map(([marked, valuesOf, x, target, n, count]) => {
        const logit = into(boundedFor(count * n, asked))
        const logits = Array<Row>(count).fill(Array<number>(n).fill(logit(x)))
        const targets = Array<Row>(count).fill(Array<number>(n).fill(target))
        for (const { row, place, x, target } of marked)
          for (const m of among(count, row))
            for (const i of among(n, place)) {
              logits[m] = (logits[m] as Row).with(i, Number.isNaN(x) ? x : logit(x))
              targets[m] = (targets[m] as Row).with(i, target)
            }
        return { logits, targets, options: { reduction, ...valuesOf(n, count) } }
      })
    return { runs, inputs }
  })
}

/** Whether all rows have as many classes, each with a finite logit or NaN and a target in [0, 1]. */
const holds: Drawn['holds'] = (operation, { logits, targets = [], options }, asked) => {
  const { reduction: _, ...values } = options
  const rows = logits as readonly Row[]
  const classes = classesOf(rows)
  return (
    classes > 0
    && targets.length === rows.length
    && rows.every((z) => z.every((x) => Math.abs(x) !== Infinity))
    && targets.every(
      (t) => Array.isArray(t) && t.length === classes && t.every((x) => x >= 0 && x <= 1),
    )
    && areBounded(rows, asked)
    && areValues(operation, values, { classes, rows: rows.length }, asked)
  )
}

/** Each option by itself: how they meet is drawn. */
const examples: Drawn['examples'] = (operation) =>
  choicesOf(operation)
    .filter((names) => names.length < 2)
    .flatMap((names) =>
      reductions.map((reduction) => ({
        logits: [
          [0, 2],
          [-1, 0],
        ],
        targets: [
          [1, 0.5],
          [0, 1],
        ],
        options: { reduction, ...examplesOf(names) },
      })),
    )

export const multilabelTogether: Drawn = { ordinary, sweeps, examples, holds }
