import { binary64 } from '../arithmetic/binary64.ts'
import { at, greatest, total } from '../arithmetic/sequence.ts'
import type { BatchOptions } from '../contract/operations.ts'
import { weighing } from '../core/batches.ts'
import { losses } from '../core/losses.ts'
import { reference } from '../core/reference.ts'
import type { Implementation } from '../contract/implementation.ts'

/** An implementation that somebody has really written, as a file of this folder tells it. */
export type Exhibit = {
  /** Kebab-case, such as `softmax-no-max-shift`. */
  readonly id: string
  /** What is done, in one sentence. */
  readonly story: string
  /** What to write instead. */
  readonly mend: string
  /** The one to three laws, by their ids, that say most directly what is wrong: the first is shown. */
  readonly writtenFor: readonly string[]
  /**
   * An input of the first of them at which the point is plain, as `losslaws replay` takes it, where
   * a search would show a smaller one that says less.
   */
  readonly example?: string
  /** Where it was met in public: repository and issue. */
  readonly sightings: readonly string[]
  /** The least shape at which it shows, where that is more than a few classes or rows. */
  readonly from?: { readonly classes?: number; readonly rows?: number }
  readonly implementation: Implementation
}

/** An exhibit with the ids of the laws that catch it, from whichever seed they draw. */
export type Mistake = Exhibit & { readonly caughtBy: readonly string[] }

/**
 * The reference with some operations written in the mistaken way, which declares no policy unless
 * it is about one.
 */
export const mistake = ({
  operations,
  policies = {},
  ...exhibit
}: Omit<Exhibit, 'implementation'>
  & Pick<Implementation, 'operations'>
  & Partial<Pick<Implementation, 'policies'>>): Exhibit => ({
  ...exhibit,
  implementation: {
    ...reference,
    name: `mistake:${exhibit.id}`,
    policies,
    operations: { ...reference.operations, ...operations },
  },
})

/** The operations done right, in doubles, for mistakes that are made around them. */
export const right = losses(binary64)

/** What the options make of labels: the target of a row, and what a mean divides by. */
export const { targetOf, denominator } = weighing(binary64)

/** The losses of the rows of a batch under all options but its reduction. */
export const rowLosses = (
  logits: readonly number[][],
  labels: readonly number[],
  options: BatchOptions,
): number[] => [right.batchCrossEntropy(logits, labels, { ...options, reduction: 'none' })].flat()

/** What a row leaves to other classes than its label, 1 - p, whatever it weighs. */
export const unsure = (
  logits: readonly number[][],
  labels: readonly number[],
  { focusing: _, zLoss: __, classWeights: ___, rowWeights: ____, ...shape }: BatchOptions,
): number[] => rowLosses(logits, labels, shape).map((loss) => -Math.expm1(-loss))

/** Rows as their reduction asks, where a mean divides by their number unless told otherwise. */
export const reduced = (
  rows: number[],
  { reduction }: Pick<BatchOptions, 'reduction'>,
  by = rows.length,
): number | number[] => {
  const sum = total(rows)
  return (
    reduction === 'none' ? rows
    : reduction === 'sum' ? sum
    : sum / by
  )
}

/**
 * The operations on a row whose sum of exponentials, and the maximum before it, run over other lanes
 * than its logits: over some of them, or over more.
 */
export const summedOver = (lanes: (z: readonly number[]) => readonly number[]) => {
  const shift = (z: readonly number[]) => {
    const summed = lanes(z)
    const peak = greatest(summed)
    return { peak, shifted: z.map((x) => x - peak), summed: summed.map((x) => x - peak) }
  }
  return {
    softmax: (z: readonly number[]): number[] => {
      const { shifted, summed } = shift(z)
      const whole = total(summed.map(Math.exp))
      return shifted.map((x) => Math.exp(x) / whole)
    },
    logSoftmax: (z: readonly number[]): number[] => {
      const { shifted, summed } = shift(z)
      const floor = right.logSumExp(summed)
      return shifted.map((x) => x - floor)
    },
    logSumExp: (z: readonly number[]): number => {
      const { peak, summed } = shift(z)
      return Math.abs(peak) === Infinity ? peak : peak + right.logSumExp(summed)
    },
    crossEntropy: (z: readonly number[], label: number): number => {
      const { shifted, summed } = shift(z)
      return right.logSumExp(summed) - at(shifted, label)
    },
  }
}

/**
 * The batch whose labels keep one part of their mass and share another among all classes: (1 − e)
 * and e where it is right.
 */
export const smoothed = (
  logits: readonly number[][],
  labels: readonly number[],
  { labelSmoothing: _, ...options }: BatchOptions,
  kept: number,
  shared: number,
): number | number[] => {
  const even = rowLosses(logits, labels, { ...options, labelSmoothing: 1 })
  const rows = rowLosses(logits, labels, options).map(
    (loss, n) => (kept === 0 ? 0 : kept * loss) + (shared === 0 ? 0 : shared * at(even, n)),
  )
  return reduced(
    rows,
    options,
    labels.reduce(
      (sum, y) => sum + (y === options.ignoreIndex ? 0 : (options.classWeights?.[y] ?? 1)),
      0,
    ),
  )
}
