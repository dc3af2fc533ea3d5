import * as fc from 'fast-check'
import { alike } from '../arithmetic/alike.ts'
import { at } from '../arithmetic/sequence.ts'
import { rowOf, type OperationName } from '../contract/operations.ts'
import { reductions } from '../contract/options.ts'
import { mapped, weightEntry } from './inputs.ts'
import type { Asked, Inputs } from './law.ts'
import { areValues, choicesOf, examplesOf } from './options-together.ts'
import { rowsUpTo } from './rows-together.ts'
import { areBounded, classesOf, type Drawn, type Together } from './together.ts'
import { wideCompanion, wideEntries } from './wide.ts'

/** Batches of rows with any options, and with weights in place of their labels. */

type Row = readonly number[]

/** Wider rows have weights on a few classes alone: so many losses of log K overflow in half precision. */
const dense = 65

/** Few rows: what is wrong in more of them is so with labels too. */
const labelled = rowsUpTo(3)

/** The least weight beside 0: times the least of a class, it is subnormal in half precision alone. */
const leastWeight = 2 ** -9
const weight: Inputs<number> = mapped(weightEntry, (t) => (t < leastWeight ? 0 : t))

/**
 * The same rows, whose weights are those of one companion, turned to begin at the label. What a mask
 * hides has no weight, and a row without any is weighed as its label says.
 */
const weighted = (
  batches: fc.Arbitrary<Together>,
  asked: Asked,
  style: 'readable' | 'raw',
): fc.Arbitrary<Together> =>
  fc
    .tuple(wideCompanion(weight(asked, style)), batches)
    .map(([companion, { logits, labels = [], options }]) => {
      const classes = (logits[0] as Row).length
      const entries = wideEntries(classes > dense ? { ...companion, most: 0 } : companion, classes)
      const masks = options.mask ?? labels.map(() => undefined)
      const { first, expand } = alike([labels, masks])
      const targets = first.map((n) => {
        const [label, mask] = [at(labels, n), masks[n]]
        const own = entries.map((_, i) =>
          mask?.[i] === 0 ? 0 : at(entries, (i - label + classes) % classes),
        )
        return own.some((t) => t !== 0) ? own : own.with(label, 1)
      })
      return { logits, targets: expand(targets), options }
    })

const ordinary: Drawn['ordinary'] = (operation, asked, style) =>
  weighted(labelled.ordinary(operation, asked, style), asked, style)

/** A loss with a weight on a masked class is infinite: of wide rows, few are masked. */
const sweeps: Drawn['sweeps'] = (operation, asked) =>
  labelled.sweeps(operation, asked).map((sweep) => ({
    ...sweep,
    inputs: weighted(unmasked(operation, sweep.inputs), asked, 'readable'),
  }))
const unmasked = (
  operation: OperationName,
  batches: fc.Arbitrary<Together>,
): fc.Arbitrary<Together> =>
  rowOf(operation).role !== 'value' ?
    batches
  : batches.map(({ logits, ...batch }) => {
      const { pick, expand } = alike([logits])
      return { ...batch, logits: expand((pick(logits) as readonly Row[]).map(withoutMasks)) }
    })
const withoutMasks = (z: Row): Row => {
  const other = z.includes(-Infinity) ? z.find(Number.isFinite) : undefined
  return other === undefined ? z : z.map((x) => (x === -Infinity ? other : x))
}

/** Whether all rows have as many classes, and weights in [0, 1] for these: 0 for what is hidden. */
const holds: Drawn['holds'] = (operation, { logits, targets = [], options }, asked) => {
  const { reduction: _, ...values } = options
  const rows = logits as readonly Row[]
  const classes = classesOf(rows)
  return (
    classes > 0
    && targets.length === rows.length
    && areBounded(rows, asked, values)
    && areValues(operation, values, { classes, rows: rows.length }, asked)
    && targets.every(
      (target, n) =>
        Array.isArray(target)
        && target.length === classes
        && target.every(
          (t, i) => t === 0 || (t >= leastWeight && t <= 1 && options.mask?.[n]?.[i] !== 0),
        ),
    )
  )
}

/** Each option by itself: how they meet is drawn. */
const examples: Drawn['examples'] = (operation) =>
  choicesOf(operation)
    .filter((names) => names.length < 2)
    .flatMap((names) =>
      reductions.map((reduction) => ({
        logits: [
          [0, 0],
          [2, 0],
        ],
        targets: [
          [0.5, 0],
          [0.25, 1],
        ],
        options: { reduction, ...examplesOf(names) },
      })),
    )

export const softTogether: Drawn = { ordinary, sweeps, examples, holds }
