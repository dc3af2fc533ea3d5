import type { Arithmetic } from '../arithmetic/arithmetic.ts'
import { alike, type Grouping } from '../arithmetic/alike.ts'
import { at } from '../arithmetic/sequence.ts'
import type { BatchOptions, BinaryBatchOptions } from '../contract/operations.ts'
import { times, totalOver } from './total.ts'
import { weightedBinary } from './binary.ts'
import { rowLosses } from './rows.ts'
import { shapedOver, type Mask } from './shaping.ts'

/** The operations on many rows, or many logits, with options: from row losses to a reduced one. */
export const batchLosses = <T>(k: Arithmetic<T>, grouped: Grouping = alike) => {
  const total = totalOver(k)
  const { softCrossEntropy, softCrossEntropyGradient, zLoss, zLossGradient } = rowLosses(k, grouped)
  const shaped = shapedOver(k)
  const weighted = weightedBinary(k)
  const { targetOf, denominator } = weighing(k)
  const zero = k.from(0)

  /** The loss of a row, times its weight: 0 where it is ignored, whatever its logits are. */
  const lossOf = ({ z, label, weight, mask }: Row<T>, options: BatchOptions): T =>
    label === options.ignoreIndex ? zero : times(k, weight, plainLossOf(z, label, mask, options))
  const plainLossOf = (
    given: readonly T[],
    label: number,
    mask: Mask | undefined,
    options: BatchOptions,
  ): T => {
    const { logits: z } = shaped(given, options, mask)
    const loss = softCrossEntropy(z, targetOf(z.length, label, options))
    const { zLoss: a = 0 } = options
    return a === 0 ? loss : k.add(loss, k.mul(k.from(a), zLoss(z)))
  }
  /** What a function makes of the gradient of that loss, likewise. */
  const slopesOf = (
    { z, label, weight, mask }: Row<T>,
    options: BatchOptions,
    of: (slope: T) => T,
  ): T[] => {
    if (label === options.ignoreIndex) return z.map(() => zero)
    const { logits, back } = shaped(z, options, mask)
    const ofLoss = softCrossEntropyGradient(logits, targetOf(z.length, label, options))
    const slopes = back(withZLoss(logits, ofLoss, options))
    const { pick, expand } = alike([slopes])
    return expand(pick(slopes).map((slope) => of(times(k, weight, slope))))
  }

  /** The slopes of a loss, and those of the z-loss that is added to it. */
  const withZLoss = (
    z: readonly T[],
    slopes: readonly T[],
    { zLoss: a = 0 }: BatchOptions,
  ): readonly T[] => {
    if (a === 0) return slopes
    const { first, expand } = alike([slopes, z])
    const ofSquare = zLossGradient(z)
    return expand(first.map((i) => k.add(at(slopes, i), k.mul(k.from(a), at(ofSquare, i)))))
  }

  /** The soft cross-entropies of the rows, reduced: one number, or one per row under `none`. */
  const batchCrossEntropy = (
    logits: readonly (readonly T[])[],
    labels: readonly number[],
    options: BatchOptions,
  ) => {
    const rows = eachRow(logits, labels, options, (row) => lossOf(row, options))
    return options.reduction === 'none' ? rows : k.div(total(rows), denominator(labels, options))
  }
  /** The gradient of the reduced loss; under `none`, of the sum of the rows. */
  const batchCrossEntropyGradient = (
    logits: readonly (readonly T[])[],
    labels: readonly number[],
    options: BatchOptions,
  ): T[][] => {
    const by = denominator(labels, options)
    return eachRow(logits, labels, options, (row) =>
      slopesOf(row, options, (slope) => k.div(slope, by)),
    )
  }
  /** Each row's gradient times its cotangent, which an ignored row does not read. */
  const batchCrossEntropyVjp = (
    logits: readonly (readonly T[])[],
    labels: readonly number[],
    cotangent: readonly T[],
    options: BatchOptions,
  ): T[][] =>
    eachRow(
      logits,
      labels,
      options,
      (row, g) => slopesOf(row, options, (slope) => k.mul(g as T, slope)),
      cotangent,
    )

  /** The weighted binary losses, reduced: one number, or one per logit under `none`. */
  const batchBinaryCrossEntropy = (
    logits: readonly T[],
    targets: readonly T[],
    options: BinaryBatchOptions,
  ) => {
    const positive = k.from(options.posWeight ?? 1)
    const rows = eachOf([logits, targets], (x, target) => weighted.loss(x, target, positive))
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
    return eachOf([logits, targets], (x, target) =>
      k.div(weighted.gradient(x, target, positive), by),
    )
  }
  /** Each logit's gradient times its cotangent. */
  const batchBinaryCrossEntropyVjp = (
    logits: readonly T[],
    targets: readonly T[],
    cotangent: readonly T[],
    options: BinaryBatchOptions,
  ): T[] => {
    const positive = k.from(options.posWeight ?? 1)
    return eachOf([logits, targets, cotangent], (x, target, g) =>
      k.mul(g, weighted.gradient(x, target, positive)),
    )
  }
  const meanOver = (rows: readonly T[], { reduction }: BinaryBatchOptions): T =>
    k.from(reduction === 'mean' ? rows.length : 1)

  return {
    batchCrossEntropy,
    batchCrossEntropyGradient,
    batchCrossEntropyVjp,
    batchBinaryCrossEntropy,
    batchBinaryCrossEntropyGradient,
    batchBinaryCrossEntropyVjp,
  }
}

/** A row of a batch, with what goes with it: its label and weight, and its mask where it has one. */
type Row<T> = {
  readonly z: readonly T[]
  readonly label: number
  readonly weight: number
  readonly mask: Mask | undefined
}
/** What a function makes of each row, and its cotangent where there are some: once of equal ones. */
const eachRow = <T, R>(
  logits: readonly (readonly T[])[],
  labels: readonly number[],
  options: BatchOptions,
  of: (row: Row<T>, g: T | undefined) => R,
  cotangent?: readonly T[],
): R[] =>
  eachOf(
    [
      logits,
      labels,
      rowWeights(labels, options),
      masks(labels, options),
      cotangent ?? labels.map(() => undefined),
    ],
    (z, label, weight, mask, g) => of({ z, label, weight, mask }, g),
  )

/** What a function makes of the entries of some lists side by side: once of those that are the same. */
const eachOf = <L extends readonly unknown[], R>(
  lists: { readonly [I in keyof L]: readonly L[I][] },
  of: (...entries: L) => R,
): R[] => {
  const { first, expand } = alike(lists)
  // One entry of each list, in their order.
  return expand(first.map((n) => of(...(lists.map((list) => list[n]) as unknown as L))))
}

/** The weights of the rows of a batch: 1 where they have none. */
export const rowWeights = (
  labels: readonly number[],
  { rowWeights }: BatchOptions,
): readonly number[] => rowWeights ?? labels.map(() => 1)

/** The masks of the rows of a batch, where they have some. */
export const masks = (
  labels: readonly number[],
  { mask }: BatchOptions,
): readonly (Mask | undefined)[] => mask ?? labels.map(() => undefined)

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
      const { first, expand, groupOf } = alike([weights], label)
      const smoothing = k.from(labelSmoothing)
      const share = k.div(smoothing, k.from(classes))
      return expand(
        first.map((i, group) => {
          const t = group === groupOf(label as number) ? k.add(k.sub(one, smoothing), share) : share
          return classWeights ? k.mul(k.from(at(weights, i)), t) : t
        }),
      )
    },
    /** What a mean divides by: what is given; the rows that count, or their weights and those of their labels; else one. */
    denominator: (labels: readonly number[], options: BatchOptions): T => {
      if (options.reduction !== 'mean') return one
      if (options.denominator !== undefined) return k.from(options.denominator)
      const { classWeights, ignoreIndex } = options
      const weights = rowWeights(labels, options)
      return total(
        labels.map((y, n) =>
          y === ignoreIndex ? zero : (
            times(k, at(weights, n), classWeights ? k.from(at(classWeights, y)) : one)
          ),
        ),
      )
    },
  }
}
