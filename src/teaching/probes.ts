import type { OperationName } from '../contract/operations.ts'
import type { Implementation } from '../implementation/implementation.ts'
import type { Call } from '../laws/law.ts'

/**
 * The calls by which an implementation of an operation is told from another: everyday inputs, ties,
 * tails and thresholds.
 */
export const probesOf = (
  operation: OperationName,
  { options }: Pick<Implementation, 'options'>,
): readonly Call[] =>
  argumentsFor(
    operation,
    options.includes('classWeights'),
    options.includes('labelSmoothing'),
    options.includes('ignoreIndex'),
    options.includes('posWeight'),
  ).map((args) => ({ operation, args }))

const rows = [
  [0, 0],
  [1, 0],
  [0, 1, 2],
  [2, 1, -1],
  [-1, -3],
  [5, 4, -6],
  [10, -10, -10],
  [0.1, 0.2, 0.3, 0.4],
  [0, 0, 0, 0],
  [-0.7, 0.7],
  [40, 0],
  [0, 40],
  [20, 0, -20],
  [100, 99],
  [-750, -751],
  [710, 0],
  [1000, -1000, 0],
  [3],
]
const scalars = [
  0, 1, -1, 0.5, -0.5, 2, -2, 3, -3, 7.5, -7.5, 10, -10, 17, -17, 20, -20, 37, -37, 40, -40, 100,
  -100, 710, -710, 750, -750,
]
const weights = [
  [0.5, 0.25, 0.125, 0.125],
  [0, 1, 0, 0],
  [2, 0.5, 1, 3],
]
const cotangents = [
  [1, -2, 0.5, 3],
  [0, 1, 0, 0],
]
const reductions = ['none', 'mean', 'sum'] as const

const argumentsFor = (
  operation: OperationName,
  weighted: boolean,
  smoothed: boolean,
  ignoring: boolean,
  positive: boolean,
): readonly (readonly unknown[])[] => {
  const withVectors = (vectors: readonly (readonly number[])[]) =>
    rows.flatMap((z) => vectors.map((v) => [z, v.slice(0, z.length)]))
  const batch = [
    [2, 1, -1],
    [0, 0, 0],
    [-3, 4, 0.5],
  ]
  const batchOptions = [
    {},
    ...(weighted ? [{ classWeights: [1, 2, 0.5] }] : []),
    ...(smoothed ? [{ labelSmoothing: 0.1 }] : []),
    ...(ignoring ? [{ ignoreIndex: 1 }] : []),
    ...(weighted && smoothed ? [{ classWeights: [1, 2, 0.5], labelSmoothing: 0.1 }] : []),
  ]
  const binaryOptions = [{}, ...(positive ? [{ posWeight: 3 }] : [])]
  switch (operation) {
    case 'softmax':
    case 'logSoftmax':
    case 'logSumExp':
      return rows.map((z) => [z])
    case 'sigmoid':
    case 'logSigmoid':
    case 'softplus':
      return scalars.map((x) => [x])
    case 'crossEntropy':
    case 'crossEntropyGradient':
      return rows.flatMap((z) => [...new Set([0, z.length - 1])].map((label) => [z, label]))
    case 'softCrossEntropy':
    case 'softCrossEntropyGradient':
      return withVectors(weights)
    case 'softmaxVjp':
    case 'logSoftmaxVjp':
      return withVectors(cotangents)
    case 'binaryCrossEntropy':
    case 'binaryCrossEntropyGradient':
      return scalars.flatMap((x) => [0, 1, 0.25].map((t) => [x, t]))
    case 'batchCrossEntropy':
    case 'batchCrossEntropyGradient':
      return batchOptions.flatMap((extra) =>
        reductions.map((reduction) => [batch, [0, 1, 2], { reduction, ...extra }]),
      )
    case 'batchBinaryCrossEntropy':
    case 'batchBinaryCrossEntropyGradient':
      return binaryOptions.flatMap((extra) =>
        reductions.map((reduction) => [[2, -1, 0, 40], [1, 0, 0.5, 0], { reduction, ...extra }]),
      )
  }
}
