import type { Arithmetic } from '../arithmetic/arithmetic.ts'
import { at } from '../arithmetic/sequence.ts'
import type { BatchOptions, BinaryBatchOptions } from '../contract/operations.ts'
import { weightedBinary } from './binary.ts'
import { rowLosses } from './rows.ts'

/** The operations on many rows, or many logits, with options: from row losses to a reduced one. */
export const batchLosses = <T>(k: Arithmetic<T>) => {
  const zero = k.from(0)
  const one = k.from(1)
  const total = (xs: readonly T[]): T => xs.reduce(k.add, zero)
  const { softCrossEntropy, softCrossEntropyGradient } = rowLosses(k)
  const weighted = weightedBinary(k)

  /** The weights that each row puts on its classes: all zero for an ignored row. */
  const rowTargets = (
    logits: readonly (readonly T[])[],
    labels: readonly number[],
    options: BatchOptions,
  ): T[][] => {
    const smoothing = k.from(options.labelSmoothing ?? 0)
    return logits.map((z, n) => {
      if (labels[n] !== options.ignoreIndex) at(z, at(labels, n))
      const share = k.div(smoothing, k.from(z.length))
      return z.map((_, i) => {
        if (labels[n] === options.ignoreIndex) return zero
        const t = labels[n] === i ? k.add(k.sub(one, smoothing), share) : share
        return options.classWeights ? k.mul(k.from(at(options.classWeights, i)), t) : t
      })
    })
  }
  const denominator = (
    labels: readonly number[],
    { reduction, classWeights, ignoreIndex }: BatchOptions,
  ): T =>
    reduction !== 'mean' ? one : (
      total(
        labels.map((y) =>
          k.from(
            y === ignoreIndex ? 0
            : classWeights ? at(classWeights, y)
            : 1,
          ),
        ),
      )
    )
  /** The soft cross-entropies of the rows, reduced: one number, or one per row under `none`. */
  const batchCrossEntropy = (
    logits: readonly (readonly T[])[],
    labels: readonly number[],
    options: BatchOptions,
  ) => {
    const targets = rowTargets(logits, labels, options)
    const rows = logits.map((z, n) => softCrossEntropy(z, at(targets, n)))
    return options.reduction === 'none' ? rows : k.div(total(rows), denominator(labels, options))
  }
  /** The gradient of the reduced loss; under `none`, of the sum of the rows. */
  const batchCrossEntropyGradient = (
    logits: readonly (readonly T[])[],
    labels: readonly number[],
    options: BatchOptions,
  ): T[][] => {
    const targets = rowTargets(logits, labels, options)
    const by = denominator(labels, options)
    return logits.map((z, n) =>
      softCrossEntropyGradient(z, at(targets, n)).map((g) => k.div(g, by)),
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
