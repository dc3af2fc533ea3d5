import type { Arithmetic } from '../arithmetic/arithmetic.ts'
import { at } from '../arithmetic/sequence.ts'
import type { BatchOptions, BinaryBatchOptions } from '../contract/operations.ts'
import { totalOver } from './total.ts'
import { weightedBinary } from './binary.ts'
import { rowLosses } from './rows.ts'

/** The operations on many rows, or many logits, with options: from row losses to a reduced one. */
export const batchLosses = <T>(k: Arithmetic<T>) => {
  const total = totalOver(k)
  const { softCrossEntropy, softCrossEntropyGradient } = rowLosses(k)
  const weighted = weightedBinary(k)
  const { targetOf, denominator } = weighing(k)

  /** The soft cross-entropies of the rows, reduced: one number, or one per row under `none`. */
  const batchCrossEntropy = (
    logits: readonly (readonly T[])[],
    labels: readonly number[],
    options: BatchOptions,
  ) => {
    const rows = logits.map((z, n) => softCrossEntropy(z, targetOf(z.length, labels[n], options)))
    return options.reduction === 'none' ? rows : k.div(total(rows), denominator(labels, options))
  }
  /** The gradient of the reduced loss; under `none`, of the sum of the rows. */
  const batchCrossEntropyGradient = (
    logits: readonly (readonly T[])[],
    labels: readonly number[],
    options: BatchOptions,
  ): T[][] => {
    const by = denominator(labels, options)
    return logits.map((z, n) =>
      softCrossEntropyGradient(z, targetOf(z.length, labels[n], options)).map((g) => k.div(g, by)),
    )
  }

  /** The weighted binary losses, reduced: one number, or one per logit under `none`. */
  const batchBinaryCrossEntropy = (
    logits: readonly T[],
    targets: readonly T[],
    options: BinaryBatchOptions,
  ) => {
    const positive = k.from(options.posWeight ?? 1)
    const rows = logits.map((x, n) => weighted.loss(x, at(targets, n), positive))
    return options.reduction === 'none' ? rows : k.div(total(rows), meanOver(rows, options))
  }
  /** The gradient of the reduced loss; under `none`, of the sum of the entries. */
  const batchBinaryCrossEntropyGradient = (
    logits: readonly T[],
    targets: readonly T[],
    options: BinaryBatchOptions,
  ): T[] => {
    const positive = k.from(options.posWeight ?? 1)
    return logits.map((x, n) =>
      k.div(weighted.gradient(x, at(targets, n), positive), meanOver(logits, options)),
    )
  }
  const meanOver = (rows: readonly T[], { reduction }: BinaryBatchOptions): T =>
    k.from(reduction === 'mean' ? rows.length : 1)

  return {
    batchCrossEntropy,
    batchCrossEntropyGradient,
    batchBinaryCrossEntropy,
    batchBinaryCrossEntropyGradient,
  }
}

/** How options weigh the classes of a row, and the rows of a batch, over an arithmetic k. */
export const weighing = <T>(k: Arithmetic<T>) => {
  const total = totalOver(k)
  const zero = k.from(0)
  const one = k.from(1)
  return {
    /**
     * The weights that a row with this label puts on its classes, w_i ((1 - e) [i = y] + e / K): all
     * zero where the row is ignored. Throws a RangeError where the label is no class.
     */
    targetOf: (
      classes: number,
      label: number | undefined,
      { classWeights, labelSmoothing = 0, ignoreIndex }: BatchOptions,
    ): T[] => {
      const indices = Array.from({ length: classes }, (_, i) => i)
      if (label === ignoreIndex) return indices.map(() => zero)
      at(indices, label ?? NaN)
      const smoothing = k.from(labelSmoothing)
      const share = k.div(smoothing, k.from(classes))
      return indices.map((i) => {
        const t = i === label ? k.add(k.sub(one, smoothing), share) : share
        return classWeights ? k.mul(k.from(at(classWeights, i)), t) : t
      })
    },
    /** What a mean divides by: the rows that count, or the weights of their labels; else one. */
    denominator: (
      labels: readonly number[],
      { reduction, classWeights, ignoreIndex }: BatchOptions,
    ): T =>
      reduction !== 'mean' ? one : (
        total(
          labels
            .map((y) =>
              y === ignoreIndex ? 0
              : classWeights ? at(classWeights, y)
              : 1,
            )
            .map(k.from),
        )
      ),
  }
}
