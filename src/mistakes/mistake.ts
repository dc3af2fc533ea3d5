import { binary64 } from '../arithmetic/binary64.ts'
import { at } from '../arithmetic/sequence.ts'
import type { BatchOptions } from '../contract/operations.ts'
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
  /** Where it was met in public: repository and issue. */
  readonly sightings: readonly string[]
  readonly implementation: Implementation
}

/** An exhibit with the ids of the laws that catch it: all of them and no others. */
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

/** The losses of the rows of a batch under all options but its reduction. */
export const rowLosses = (
  logits: readonly number[][],
  labels: readonly number[],
  options: BatchOptions,
): number[] => [right.batchCrossEntropy(logits, labels, { ...options, reduction: 'none' })].flat()

/** Rows as their reduction asks, where a mean divides by their number unless told otherwise. */
export const reduced = (
  rows: number[],
  { reduction }: Pick<BatchOptions, 'reduction'>,
  by = rows.length,
): number | number[] => {
  const total = rows.reduce((a, b) => a + b, 0)
  return (
    reduction === 'none' ? rows
    : reduction === 'sum' ? total
    : total / by
  )
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
