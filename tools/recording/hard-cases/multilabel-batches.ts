import { at } from '../../../src/arithmetic/sequence.ts'
import {
  reductionsOf,
  rowOf,
  type MultilabelBatchOptions,
  type OperationName,
} from '../../../src/contract/operations.ts'
import { region, type Candidate } from './candidate.ts'
import { drawnCotangent, drawnNumbers, drawnWeights, generator } from './drawn.ts'

type Rows = readonly (readonly number[])[]
/** Rows of logits with a target for each, and options beside the reduction. */
type Batch = readonly [
  logits: Rows,
  targets: Rows,
  options?: Omit<MultilabelBatchOptions, 'reduction'>,
]

// prettier-ignore
const plain: readonly Batch[] = [
  [[[0, 0]], [[1, 0]]], [[[0, 2], [-1, 0]], [[1, 0.5], [0, 1]]], [[[1, 0, 0], [0, 0, 2]], [[1, 1, 0], [0, 0, 1]]], [[[3], [-1]], [[0], [0.25]]],
]
// prettier-ignore
const confident: readonly Batch[] = [
  [[[40, -40], [1, 0]], [[0, 1], [0.5, 1]]], [[[1000, -1000]], [[0, 0]]], [[[37], [-37]], [[0], [1]]],
]
/** Weights of positives, of classes and of rows; alone, and where they meet. */
// prettier-ignore
const weighed: readonly Batch[] = [
  [[[0, 0]], [[1, 1]], { positiveWeights: [1, 2] }],
  [[[0, 2], [-1, 0]], [[1, 0.5], [0, 1]], { positiveWeights: [2, 0.5] }],
  [[[1, 0, 3], [0, 0, 2]], [[1, 1, 0], [0.5, 0, 1]], { positiveWeights: [0, 4, 0.25] }],
  [[[0, 2], [-1, 0]], [[1, 0.5], [0, 1]], { classWeights: [2, 0.5] }],
  [[[0, 2], [-1, 0]], [[1, 0.5], [0, 1]], { rowWeights: [2, 0.5] }],
  [[[0, 2], [-1, 0]], [[1, 0.5], [0, 1]], { positiveWeights: [2, 0.5], classWeights: [0.5, 4], rowWeights: [3, 0.5] }],
]

const drawn = (name: string): readonly Batch[] => {
  const random = generator(name)
  return Array.from({ length: 100 }, (_, k): Batch => {
    const row = (): number[] => drawnNumbers(random, 2, [4, 40, 400][k % 3] ?? 4, k)
    return [
      [row(), row()],
      [drawnWeights(random, 2), drawnWeights(random, 2)],
    ]
  })
}

/** Rows of binary losses, under each reduction; or with a cotangent for each. */
export const ofMultilabelRows = (operation: OperationName): readonly Candidate[] => {
  const random = generator(`${operation}/cotangents`)
  const isPulled = rowOf(operation).takes.includes('rowsOfCotangents')
  const all = reductionsOf(operation)
  const asked = (batches: readonly Batch[], each = all) =>
    batches.flatMap(([logits, targets, options = {}]) =>
      each.map((reduction) => [
        logits,
        targets,
        ...(isPulled ? [logits.map((z) => drawnCotangent(random, z.length))] : []),
        { reduction, ...options },
      ]),
    )
  return [
    ...region('reduction', ['Reduction'], asked(plain)),
    ...region('saturated', ['Saturated'], asked(confident)),
    ...region('weights', ['PosWeight', 'ClassWeights', 'RowWeights'], asked(weighed)),
    ...region(
      'drawn',
      ['Drawn'],
      drawn(operation).flatMap((batch, k) => asked([batch], [at(all, k % all.length)])),
    ),
  ]
}
