import type { BatchOptions } from '../contract/operations.ts'
import { at } from '../arithmetic/sequence.ts'
import { isClass } from '../contract/labels.ts'
import { mistake, reduced, right, rowLosses } from './mistake.ts'

/** The options of a row: where its label is no class, all that is smoothed is what is spread. */
const ofRow = (z: readonly number[], label: number, options: BatchOptions) => {
  const { labelSmoothing: e, ignoreIndex } = options
  return e === undefined || label === ignoreIndex || isClass(label, z.length) ? undefined : e
}

export default mistake({
  id: 'label-smoothed-away',
  story: 'A one-hot row of zeros stands for a label that is no class; smoothing fills it with e/K.',
  mend: 'Refuse the label before it is smoothed: the loss looks like any other afterwards.',
  writtenFor: ['labels/out-of-range-with-smoothing', 'labels/out-of-range-with-smoothing-gradient'],
  sightings: [],
  policies: { labelOutOfRange: 'error' },
  operations: {
    batchCrossEntropy: (logits, labels, options) => {
      const spread = logits.map((z, n) => ofRow(z, at(labels, n), options))
      if (spread.every((e) => e === undefined))
        return right.batchCrossEntropy(logits, labels, options)
      return reduced(
        logits.map((z, n) => {
          const e = spread[n]
          return e === undefined ?
              at(rowLosses([[...z]], [at(labels, n)], options), 0)
            : e * at(rowLosses([[...z]], [0], { ...options, labelSmoothing: 1 }), 0)
        }),
        options,
      )
    },
    batchCrossEntropyGradient: (logits, labels, options) => {
      const by = options.reduction === 'mean' ? logits.length : 1
      const each = { ...options, reduction: 'sum' } as const
      const spread = logits.map((z, n) => ofRow(z, at(labels, n), options))
      if (spread.every((e) => e === undefined))
        return right.batchCrossEntropyGradient(logits, labels, options)
      return logits.flatMap((z, n) => {
        const e = spread[n]
        const slopes =
          e === undefined ?
            right.batchCrossEntropyGradient([z], [at(labels, n)], each)
          : right.batchCrossEntropyGradient([z], [0], { ...each, labelSmoothing: 1 })
        return slopes.map((row) => row.map((g) => ((e ?? 1) * g) / by))
      })
    },
  },
})
