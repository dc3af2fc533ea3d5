import { at } from '../../../src/arithmetic/sequence.ts'
import {
  reductionsOf,
  rowOf,
  type OperationName,
  type SoftBatchOptions,
} from '../../../src/contract/operations.ts'
import { region, type Candidate } from './candidate.ts'
import { drawnCotangent, drawnLogits, drawnWeights, generator } from './drawn.ts'

type Rows = readonly (readonly number[])[]
/** Rows of logits with weights for each, and options beside the reduction. */
type Batch = readonly [logits: Rows, weights: Rows, options?: Omit<SoftBatchOptions, 'reduction'>]

// prettier-ignore
const plain: readonly Batch[] = [
  [[[0, 0]], [[0.5, 0.5]]], [[[1, 0]], [[0.25, 0.75]]], [[[0, 0], [2, 0]], [[1, 0], [0.25, 0.75]]], [[[1, 0, 0], [0, 0, 2]], [[0.5, 0.25, 0.25], [0, 0, 1]]], [[[2, 1, 0], [0.5, -0.5, 3]], [[0, 0.5, 0.5], [0.25, 0.25, 0.5]]],
]
// prettier-ignore
const apart: readonly Batch[] = [
  [[[0, 1], [1000, 1000]], [[0.5, 0.5], [0.25, 0.75]]], [[[40, 0], [0, 40]], [[1, 0], [0.5, 0.5]]], [[[-1000, -1000, -1001], [0, 1, 2]], [[0, 0.25, 0.75], [0.5, 0, 0.5]]],
]
/** Weights whose sum is not 1: none, less, and more. */
// prettier-ignore
const loose: readonly Batch[] = [
  [[[0, 0]], [[0, 0]]], [[[1, 0]], [[1, 1]]], [[[0, 0], [2, 0]], [[0.5, 0], [0.25, 0.25]]], [[[1, 0, 0], [3, 0, 1]], [[1, 0.5, 1], [0, 0, 0]]],
]
// prettier-ignore
const masked: readonly Batch[] = [[[[-Infinity, 0], [1, 0]], [[0.5, 0.5], [1, 0]]], [[[2, -Infinity, 1]], [[0.25, 0.5, 0.25]]]]
/** Each option, alone and where it meets another. */
// prettier-ignore
const weighed: readonly Batch[] = [
  [[[0, 0], [2, 0]], [[1, 0], [0.25, 0.75]], { classWeights: [2, 2] }],
  [[[1, 0, 0], [0, 0, 2]], [[0.5, 0.25, 0.25], [0, 0, 1]], { classWeights: [1, 0, 4] }],
  [[[0, 0], [2, 0]], [[1, 0], [0.25, 0.75]], { rowWeights: [2, 0.5] }],
  [[[0, 0], [2, 0]], [[1, 0], [0.25, 0.75]], { rowWeights: [0.5, 2], classWeights: [2, 1] }],
  [[[0, 0], [2, 0]], [[1, 0], [0.25, 0.75]], { denominator: 8 }],
]
// prettier-ignore
const smoothed: readonly Batch[] = [
  [[[0, 0]], [[1, 0]], { labelSmoothing: 0.5 }],
  [[[1, 0, 0], [0, 0, 2]], [[0.5, 0.25, 0.25], [0, 0, 1]], { labelSmoothing: 0.25 }],
  [[[0, 0], [2, 0]], [[0.5, 0], [1, 1]], { labelSmoothing: 0.5, classWeights: [1, 2], rowWeights: [2, 0.5] }],
]
// prettier-ignore
const shaped: readonly Batch[] = [
  [[[1, 0]], [[0.25, 0.75]], { temperature: 2 }],
  [[[3, -1]], [[0.5, 0.5]], { softCap: 2 }],
  [[[1, 0]], [[0.25, 0.5]], { zLoss: 0.5 }],
  [[[1, 0, 3]], [[0.25, 0.5, 0.25]], { temperature: 0.5, softCap: 4, zLoss: 0.25, labelSmoothing: 0.5, classWeights: [1, 2, 4] }],
]
// prettier-ignore
const focused: readonly Batch[] = [
  [[[1, 0]], [[0.25, 0.75]], { focusing: 2 }],
  [[[1, 0, 3]], [[0.5, 0, 0.25]], { focusing: 0.5, temperature: 2, zLoss: 0.25, labelSmoothing: 0.5, classWeights: [1, 2, 4] }],
]
// prettier-ignore
const covered: readonly Batch[] = [
  [[[0, 1000], [NaN, 0]], [[1, 0], [0, 0.5]], { mask: [[1, 0], [0, 1]] }],
  [[[1, Infinity, 0]], [[0.25, 0, 0.75]], { mask: [[1, 0, 1]], temperature: 2, softCap: 4, zLoss: 0.5 }],
]

const drawn = (name: string): readonly Batch[] => {
  const random = generator(`${name}/weights`)
  return Array.from({ length: 64 }, (_, k): Batch => {
    const logits = drawnLogits(`${name}/${k}`, 2).map((row) => row.slice(0, 2))
    return [logits, logits.map(() => drawnWeights(random, 2))]
  })
}

/** Rows with weights of their own, under each reduction; or with a cotangent for each. */
export const ofSoftRows = (operation: OperationName): readonly Candidate[] => {
  const random = generator(`${operation}/cotangents`)
  const isPulled = rowOf(operation).takes.includes('cotangent')
  const all = reductionsOf(operation)
  const asked = (batches: readonly Batch[], each = all) =>
    batches.flatMap(([logits, weights, options = {}]) =>
      each.map((reduction) => [
        logits,
        weights,
        ...(isPulled ? [drawnCotangent(random, logits.length)] : []),
        { reduction, ...options },
      ]),
    )
  return [
    ...region('reduction', ['SoftTarget', 'Reduction'], asked(plain)),
    ...region('rows-apart', ['SoftTarget', 'RowsApart'], asked(apart)),
    ...region('mass-not-one', ['MassNotOne'], asked(loose)),
    ...region('masked', ['Masked', 'SoftTarget'], asked(masked)),
    ...region('weights', ['ClassWeights', 'RowWeights'], asked(weighed)),
    ...region('smoothing', ['LabelSmoothing', 'SoftTarget'], asked(smoothed)),
    ...region('logits', ['Temperature', 'SoftCap', 'ZLoss'], asked(shaped)),
    ...region('mask-beside', ['Mask', 'SoftTarget'], asked(covered)),
    ...region(
      'drawn',
      ['Drawn'],
      drawn(operation).flatMap((batch, k) => asked([batch], [at(all, k % all.length)])),
    ),
    ...region('focal', ['Focusing', 'SoftTarget'], asked(focused)),
  ]
}
