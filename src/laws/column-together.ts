import * as fc from 'fast-check'
import { reductions } from '../contract/options.ts'
import { into, weightEntry } from './inputs.ts'
import { areValues, choicesOf, examplesOf, none, valuesTogether } from './options-together.ts'
import { oneOfThese } from './shapes.ts'
import { areBounded, boundedFor, edgesOfRows, manyOf, withTarget, type Drawn } from './together.ts'
import { among, placeIn } from './wide.ts'

/** Columns of logits with any options. */

/** One to nine logits, now and then NaN. */
const ordinary: Drawn['ordinary'] = (operation, asked, style) => {
  const entry = withTarget(asked, boundedFor(9, asked), style, 10)
  return fc
    .tuple(
      valuesTogether(operation, asked, style),
      fc.constantFrom(...reductions),
      fc.array(entry, { minLength: 1, maxLength: 9 }),
    )
    .map(([valuesOf, reduction, entries]) => ({
      logits: entries.map(({ x }) => x),
      targets: entries.map(({ target }) => target),
      options: { reduction, ...valuesOf(1, entries.length) },
    }))
}

/**
 * So many entries that are alike, each with a loss, and a few of their own. In a sum none is NaN,
 * which would hide all others.
 */
const sweeps: Drawn['sweeps'] = (operation, asked) =>
  manyOf(asked).map(({ reduction, rows, isPlain, runs }) => {
    const target = weightEntry(asked, 'readable')
    const inputs = fc
      .tuple(
        fc.array(
          fc.record({
            place: placeIn(edgesOfRows),
            x: fc.constantFrom(0, 10, -10, 1, 40, -100, ...(reduction === 'none' ? [NaN] : [])),
            target,
          }),
          { maxLength: 3 },
        ),
        isPlain ? none : valuesTogether(operation, asked, 'readable'),
        fc.constantFrom(0, 0, 1, -1, 2, -2, 0.5),
        target,
        oneOfThese(rows),
      )
      .map(([marked, valuesOf, x, target, n]) => {
        const logit = into(boundedFor(n, asked))
        const values = valuesOf(1, n)
        const weightless = Object.values(values).includes(0)
        const logits = Array<number>(n).fill(logit(x))
        const targets = Array<number>(n).fill(weightless ? 0 : target)
        for (const { place, x, target } of marked)
          for (const i of among(n, place)) {
            logits[i] = Number.isNaN(x) ? x : logit(x)
            targets[i] = target
          }
        return { logits, targets, options: { reduction, ...values } }
      })
    return { runs, inputs }
  })

const holds: Drawn['holds'] = (operation, { logits, targets = [], options }, asked) => {
  const { reduction: _, ...values } = options
  return (
    logits.length > 0
    && targets.length === logits.length
    && targets.every((t) => typeof t === 'number' && t >= 0 && t <= 1)
    && logits.every((x) => Math.abs(x as number) !== Infinity)
    && areBounded(logits, asked)
    && areValues(operation, values, { classes: 1, rows: logits.length }, asked)
  )
}

const examples: Drawn['examples'] = (operation) =>
  choicesOf(operation).flatMap((names) =>
    reductions.map((reduction) => ({
      logits: [0, 2],
      targets: [1, 0.5],
      options: { reduction, ...examplesOf(names) },
    })),
  )

export const columnTogether: Drawn = { ordinary, sweeps, examples, holds }
