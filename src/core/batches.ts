import type { Arithmetic } from '../arithmetic/arithmetic.ts'
import { alike, type Grouping } from '../arithmetic/alike.ts'
import { at } from '../arithmetic/sequence.ts'
import type { BatchOptions, BinaryBatchOptions } from '../contract/operations.ts'
import { totalOver } from './total.ts'
import { weightedBinary } from './binary.ts'
import { rowLosses } from './rows.ts'

/** The operations on many rows, or many logits, with options: from row losses to a reduced one. */
export const batchLosses = <T>(k: Arithmetic<T>, grouped: Grouping = alike) => {
  const total = totalOver(k)
  const { softCrossEntropy, softCrossEntropyGradient } = rowLosses(k, grouped)
  const weighted = weightedBinary(k)
  const { targetOf, denominator } = weighing(k)

  /** The soft cross-entropies of the rows, reduced: one number, or one per row under `none`. */
  const batchCrossEntropy = (
    logits: readonly (readonly T[])[],
    labels: readonly number[],
    options: BatchOptions,
  ) => {
    const rows = eachPair(logits, labels, (z, label) =>
      softCrossEntropy(z, targetOf(z.length, label, options)),
    )
    return options.reduction === 'none' ? rows : k.div(total(rows), denominator(labels, options))
  }
  /** The gradient of the reduced loss; under `none`, of the sum of the rows. */
  const batchCrossEntropyGradient = (
    logits: readonly (readonly T[])[],
    labels: readonly number[],
    options: BatchOptions,
  ): T[][] => {
    const by = denominator(labels, options)
    return eachPair(logits, labels, (z, label) => {
      const gradient = softCrossEntropyGradient(z, targetOf(z.length, label, options))
      const { pick, expand } = alike([gradient])
      return expand(pick(gradient).map((g) => k.div(g, by)))
    })
  }

  /** The weighted binary losses, reduced: one number, or one per logit under `none`. */
  const batchBinaryCrossEntropy = (
    logits: readonly T[],
    targets: readonly T[],
    options: BinaryBatchOptions,
  ) => {
    const positive = k.from(options.posWeight ?? 1)
    const rows = eachPair(logits, targets, (x, target) => weighted.loss(x, target, positive))
    return options.reduction === 'none' ? rows : k.div(total(rows), meanOver(rows, options))
  }
  /** The gradient of the reduced loss; under `none`, of the sum of the entries. */
  const batchBinaryCrossEntropyGradient = (
    logits: readonly T[],
    targets: readonly T[],
    options: BinaryBatchOptions,
  ): T[] => {
    const positive = k.from(options.posWeight ?? 1)
    const by = meanOver(logits, options)
    return eachPair(logits, targets, (x, target) =>
      k.div(weighted.gradient(x, target, positive), by),
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

/** What a function makes of each entry and its companion: once of those that are the same. */
const eachPair = <A, B, R>(as: readonly A[], bs: readonly B[], of: (a: A, b: B) => R): R[] => {
  const { first, expand } = alike([as, bs])
  return expand(first.map((n) => of(at(as, n), at(bs, n))))
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
      const weights = classWeights ?? Array<number>(classes).fill(1)
      if (label === ignoreIndex) return weights.map(() => zero)
      at(weights, label ?? NaN)
      const { first, expand, of } = alike([weights], label)
      const smoothing = k.from(labelSmoothing)
      const share = k.div(smoothing, k.from(classes))
      return expand(
        first.map((i, group) => {
          const t = group === of[label as number] ? k.add(k.sub(one, smoothing), share) : share
          return classWeights ? k.mul(k.from(at(weights, i)), t) : t
        }),
      )
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
