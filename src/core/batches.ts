import type { Arithmetic } from '../arithmetic/arithmetic.ts'
import { alike, type Grouping } from '../arithmetic/alike.ts'
import { at } from '../arithmetic/sequence.ts'
import type {
  BatchOptions,
  BinaryBatchOptions,
  MultilabelBatchOptions,
} from '../contract/operations.ts'
import { times, totalOver } from './total.ts'
import { weightedBinary } from './binary.ts'
import { rowLosses } from './rows.ts'
import { shapedOver, type Mask } from './shaping.ts'

/** The operations on many rows, or many logits, with options: from row losses to a reduced one. */
export const batchLosses = <T>(k: Arithmetic<T>, grouped: Grouping = alike) => {
  const total = totalOver(k)
  const { softCrossEntropy, softCrossEntropyGradient, focalWeights, zLoss, zLossGradient } =
    rowLosses(k, grouped)
  const shaped = shapedOver(k)
  const weighted = weightedBinary(k)
  const zero = k.from(0)

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

  /** Soft cross-entropies of rows, each with a label or with weights: what weighs its classes. */
  const softLosses = <X>({ targetOf, denominator }: Weighing<T, X>) => {
    /** The weights of the classes of a row, for its loss or for the slopes of that. */
    const weightsOf = (
      z: readonly T[],
      target: X,
      options: BatchOptions,
      of: 'loss' | 'slopes',
    ): readonly T[] => {
      const { focusing = 0 } = options
      const weights = targetOf(z.length, target, options)
      return focusing === 0 ? weights : focalWeights(z, weights, focusing, of)
    }
    /** The loss of a row, times its weight: 0 where it is ignored, whatever its logits are. */
    const lossOf = (row: Row<T, X>, options: BatchOptions): T =>
      row.target === options.ignoreIndex ? zero : times(k, row.weight, plainLossOf(row, options))
    const plainLossOf = ({ z: given, target, mask }: Row<T, X>, options: BatchOptions): T => {
      const { logits: z } = shaped(given, options, mask)
      const loss = softCrossEntropy(z, weightsOf(z, target, options, 'loss'))
      const { zLoss: a = 0 } = options
      return a === 0 ? loss : k.add(loss, k.mul(k.from(a), zLoss(z)))
    }
    /** What a function makes of the gradient of that loss, likewise. */
    const slopesOf = (
      { z, target, weight, mask }: Row<T, X>,
      options: BatchOptions,
      of: (slope: T) => T,
    ): T[] => {
      if (target === options.ignoreIndex) return z.map(() => zero)
      const { logits, back } = shaped(z, options, mask)
      const weights = weightsOf(logits, target, options, 'slopes')
      const ofLoss = softCrossEntropyGradient(logits, weights)
      const slopes = back(withZLoss(logits, ofLoss, options))
      const { pick, expand } = alike([slopes])
      return expand(pick(slopes).map((slope) => of(times(k, weight, slope))))
    }
    return {
      /** The losses of the rows, reduced: one number, or one per row under `none`. */
      loss: (
        logits: readonly (readonly T[])[],
        targets: readonly X[],
        options: BatchOptions,
      ): T | T[] => {
        const rows = eachRow(logits, targets, options, (row) => lossOf(row, options))
        return options.reduction === 'none' ?
            rows
          : k.div(total(rows), denominator(targets, options))
      },
      /** The gradient of the reduced loss; under `none`, of the sum of the rows. */
      gradient: (
        logits: readonly (readonly T[])[],
        targets: readonly X[],
        options: BatchOptions,
      ): T[][] => {
        const by = denominator(targets, options)
        return eachRow(logits, targets, options, (row) =>
          slopesOf(row, options, (slope) => k.div(slope, by)),
        )
      },
      /** Each row's gradient times its cotangent, which an ignored row does not read. */
      vjp: (
        logits: readonly (readonly T[])[],
        targets: readonly X[],
        cotangent: readonly T[],
        options: BatchOptions,
      ): T[][] =>
        eachRow(
          logits,
          targets,
          options,
          (row, g) => slopesOf(row, options, (slope) => k.mul(g as T, slope)),
          cotangent,
        ),
    }
  }
  const labelled = softLosses(weighing(k))
  const soft = softLosses(softWeighing(k))

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
  /** Binary losses of rows, one for each class, reduced: one number, or one per entry under `none`. */
  const batchMultilabelCrossEntropy = (
    logits: readonly (readonly T[])[],
    targets: readonly (readonly T[])[],
    options: MultilabelBatchOptions,
  ): T | T[][] => {
    const rows = eachEntry(k, logits, targets, options, weighted.loss)
    if (options.reduction === 'none') return rows
    const sums = eachOf<[T[]], T>([rows], (entries) => {
      const { pick, counts } = grouped([entries])
      return total(pick(entries), counts)
    })
    return k.div(total(sums), multilabelDenominator(k)(targets, options))
  }
  /** The gradient of the reduced loss; under `none`, of the sum of the entries. */
  const batchMultilabelCrossEntropyGradient = (
    logits: readonly (readonly T[])[],
    targets: readonly (readonly T[])[],
    options: MultilabelBatchOptions,
  ): T[][] => {
    const by = multilabelDenominator(k)(targets, options)
    return eachEntry(k, logits, targets, options, weighted.gradient, (slope) => k.div(slope, by))
  }
  /** Each logit's gradient times its cotangent. */
  const batchMultilabelCrossEntropyVjp = (
    logits: readonly (readonly T[])[],
    targets: readonly (readonly T[])[],
    cotangents: readonly (readonly T[])[],
    options: MultilabelBatchOptions,
  ): T[][] =>
    eachEntry(
      k,
      logits,
      targets,
      options,
      weighted.gradient,
      (slope, g) => k.mul(g as T, slope),
      cotangents,
    )
  const meanOver = (rows: readonly T[], { reduction }: BinaryBatchOptions): T =>
    k.from(reduction === 'mean' ? rows.length : 1)

  return {
    batchCrossEntropy: labelled.loss,
    batchCrossEntropyGradient: labelled.gradient,
    batchCrossEntropyVjp: labelled.vjp,
    batchSoftCrossEntropy: soft.loss,
    batchSoftCrossEntropyGradient: soft.gradient,
    batchSoftCrossEntropyVjp: soft.vjp,
    batchBinaryCrossEntropy,
    batchBinaryCrossEntropyGradient,
    batchBinaryCrossEntropyVjp,
    batchMultilabelCrossEntropy,
    batchMultilabelCrossEntropyGradient,
    batchMultilabelCrossEntropyVjp,
  }
}

/** What a mean over all entries divides by: their number, where rows have no weights. */
export const multilabelDenominator =
  <T>(k: Arithmetic<T>) =>
  (targets: readonly (readonly unknown[])[], options: MultilabelBatchOptions): T => {
    if (options.reduction !== 'mean') return k.from(1)
    const ofRows = totalOver(k)(rowWeights(targets, options).map(k.from))
    return times(k, targets[0]?.length ?? 0, ofRows)
  }

/** A binary loss or its slope at every entry, times its weights, and what a function makes of that. */
const eachEntry = <T>(
  k: Arithmetic<T>,
  logits: readonly (readonly T[])[],
  targets: readonly (readonly T[])[],
  options: MultilabelBatchOptions,
  at: (x: T, target: T, positive: T) => T,
  of: (it: T, g: T | undefined) => T = (it) => it,
  cotangents?: readonly (readonly T[])[],
): T[][] =>
  eachOf(
    [logits, targets, rowWeights(targets, options), cotangents ?? targets.map(() => undefined)],
    (z, t, r, g) => {
      const ones = z.map(() => 1)
      const { classWeights: w = ones, positiveWeights: v = ones } = options
      return eachOf([z, t, w, v, g ?? z.map(() => undefined)], (x, target, weight, positive, h) =>
        of(times(k, r, times(k, weight, at(x, target, k.from(positive)))), h),
      )
    },
  )

/** A row of a batch, with what goes with it: a label or weights, its own, and its mask if it has one. */
type Row<T, X> = {
  readonly z: readonly T[]
  readonly target: X
  readonly weight: number
  readonly mask: Mask | undefined
}
/** What a function makes of each row, and its cotangent where there are some: once of equal ones. */
const eachRow = <T, X, R>(
  logits: readonly (readonly T[])[],
  targets: readonly X[],
  options: BatchOptions,
  of: (row: Row<T, X>, g: T | undefined) => R,
  cotangent?: readonly T[],
): R[] =>
  eachOf(
    [
      logits,
      targets,
      rowWeights(targets, options),
      masks(targets, options),
      cotangent ?? targets.map(() => undefined),
    ],
    (z, target, weight, mask, g) => of({ z, target, weight, mask }, g),
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
  targets: readonly unknown[],
  { rowWeights }: Pick<BatchOptions, 'rowWeights'>,
): readonly number[] => rowWeights ?? targets.map(() => 1)

/** The masks of the rows of a batch, where they have some. */
export const masks = (
  targets: readonly unknown[],
  { mask }: Pick<BatchOptions, 'mask'>,
): readonly (Mask | undefined)[] => mask ?? targets.map(() => undefined)

/** How options weigh the classes of a row that goes with such a target, and the rows of a batch. */
export type Weighing<T, X> = {
  /** The weights that a row with this target puts on its classes. */
  readonly targetOf: (classes: number, target: X, options: BatchOptions) => readonly T[]
  /** What a mean divides by: what is given, or the sum of the weights of the rows; else one. */
  readonly denominator: (targets: readonly X[], options: BatchOptions) => T
}

/** That of rows with labels, over an arithmetic k. */
export const weighing = <T>(k: Arithmetic<T>) => {
  const denominator = denominatorOver(k)
  const zero = k.from(0)
  const one = k.from(1)
  return {
    /**
     * The weights w_i ((1 - e) [i = y] + e / K): all zero where the row is ignored. Throws a
     * RangeError where the label is no class.
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
    /** The rows that count, or their weights times those of their labels. */
    denominator: (labels: readonly number[], options: BatchOptions): T => {
      const { classWeights, ignoreIndex } = options
      return denominator(labels, options, (y) =>
        y === ignoreIndex ? zero
        : classWeights ? k.from(at(classWeights, y))
        : one,
      )
    },
  }
}

/** That of rows with weights t of their own, over an arithmetic k. */
export const softWeighing = <T>(k: Arithmetic<T>): Weighing<T, readonly T[]> => {
  const denominator = denominatorOver(k)
  const one = k.from(1)
  return {
    /** The weights w_i ((1 - e) t_i + e / K). */
    targetOf: (classes, target, { classWeights, labelSmoothing }) => {
      const { first, expand } = alike(classWeights ? [target, classWeights] : [target])
      const smoothing = k.from(labelSmoothing ?? 0)
      const [kept, share] = [k.sub(one, smoothing), k.div(smoothing, k.from(classes))]
      return expand(
        first.map((i) => {
          const own = at(target, i)
          const t = labelSmoothing === undefined ? own : k.add(k.mul(kept, own), share)
          return classWeights ? k.mul(k.from(at(classWeights, i)), t) : t
        }),
      )
    },
    /** The rows, or their weights: those of classes are in the losses alone. */
    denominator: (targets, options) => denominator(targets, options, () => one),
  }
}

/** What a mean over rows divides by, of which each counts so much, times its own weight. */
const denominatorOver =
  <T>(k: Arithmetic<T>) =>
  <X>(targets: readonly X[], options: BatchOptions, countOf: (target: X) => T): T => {
    if (options.reduction !== 'mean') return k.from(1)
    if (options.denominator !== undefined) return k.from(options.denominator)
    const weights = rowWeights(targets, options)
    return totalOver(k)(targets.map((target, n) => times(k, at(weights, n), countOf(target))))
  }
