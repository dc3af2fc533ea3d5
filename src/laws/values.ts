import { greatest } from '../arithmetic/sequence.ts'
import type { OperationName } from '../contract/operations.ts'
import {
  batchGradients,
  batchLosses,
  binaryBatchGradients,
  binaryBatchLosses,
} from './budgets/batches.ts'
import {
  logSigmoidAbsolute,
  logSigmoidTail,
  logSumExpTail,
  sigmoidTail,
  sigmoidValue,
  softplusAbsolute,
  softplusTail,
} from './budgets/logarithms.ts'
import {
  binaryAbsolute,
  binaryGradient,
  binaryGradientTail,
  binaryTail,
  gradientEntries,
  gradientTails,
  logSoftmaxEntries,
  logSoftmaxTails,
  logSumExpAbsolute,
  lossAbsolute,
  lossTail,
  softLossAbsolute,
  vjpEntries,
  weightsEntries,
} from './budgets/losses.ts'
import { softmaxEntries, softmaxOnGrid } from './budgets/softmax.ts'
import { keepsGaps } from './inputs.ts'
import type { AnyValue, Value } from './value.ts'

/** Which budget judges each operation, tier by tier. */
export const values = {
  softmax: [
    { id: 'softmax/value', tier: 'textbook', budget: softmaxEntries },
    { id: 'softmax/accurate', tier: 'accurate', budget: softmaxOnGrid, premise: keepsGaps },
  ],
  logSoftmax: [
    { id: 'log-softmax/value', tier: 'textbook', budget: logSoftmaxEntries },
    { id: 'log-softmax/tail', tier: 'accurate', budget: logSoftmaxTails },
  ],
  logSumExp: [
    { id: 'log-sum-exp/value', tier: 'textbook', budget: logSumExpAbsolute },
    {
      id: 'log-sum-exp/excess',
      tier: 'accurate',
      budget: logSumExpTail,
      premise: (z) => greatest(z) === 0,
    },
  ],
  sigmoid: [
    { id: 'sigmoid/value', tier: 'textbook', budget: (_, format) => sigmoidValue(format) },
    { id: 'sigmoid/tail', tier: 'accurate', budget: sigmoidTail },
  ],
  logSigmoid: [
    { id: 'log-sigmoid/value', tier: 'textbook', budget: logSigmoidAbsolute },
    { id: 'log-sigmoid/tail', tier: 'accurate', budget: logSigmoidTail },
  ],
  softplus: [
    { id: 'softplus/value', tier: 'textbook', budget: softplusAbsolute },
    { id: 'softplus/tail', tier: 'accurate', budget: softplusTail },
  ],
  crossEntropy: [
    { id: 'cross-entropy/value', tier: 'textbook', budget: lossAbsolute },
    { id: 'cross-entropy/tail', tier: 'accurate', budget: lossTail },
  ],
  crossEntropyGradient: [
    { id: 'gradient/p-minus-y', tier: 'textbook', budget: gradientEntries },
    { id: 'gradient/accurate-at-label', tier: 'accurate', budget: gradientTails, only: 'label' },
  ],
  softCrossEntropy: [
    { id: 'soft-cross-entropy/value', tier: 'textbook', budget: softLossAbsolute },
  ],
  softCrossEntropyGradient: [{ id: 'gradient/weights', tier: 'textbook', budget: weightsEntries }],
  binaryCrossEntropy: [
    { id: 'binary/value', tier: 'textbook', budget: (x, _, format) => binaryAbsolute(x, format) },
    { id: 'binary/tail', tier: 'accurate', budget: binaryTail },
  ],
  binaryCrossEntropyGradient: [
    {
      id: 'binary/gradient-value',
      tier: 'textbook',
      budget: (_x, _t, format) => binaryGradient(format),
    },
    { id: 'binary/gradient-tail', tier: 'accurate', budget: binaryGradientTail },
  ],
  softmaxVjp: [{ id: 'vjp/value', tier: 'textbook', budget: vjpEntries }],
  logSoftmaxVjp: [{ id: 'vjp/log-softmax', tier: 'textbook', budget: weightsEntries }],
  batchCrossEntropy: [
    { id: 'batch/value', tier: 'textbook', budget: batchLosses, under: 'none' },
    { id: 'batch/mean', tier: 'textbook', budget: batchLosses, under: 'mean' },
    {
      id: 'batch-options/class-weights',
      tier: 'textbook',
      budget: batchLosses,
      under: 'none',
      needs: ['classWeights'],
    },
    {
      id: 'batch-options/weighted-mean',
      tier: 'textbook',
      budget: batchLosses,
      under: 'mean',
      needs: ['classWeights'],
    },
    {
      id: 'batch-options/label-smoothing',
      tier: 'textbook',
      budget: batchLosses,
      under: 'none',
      needs: ['labelSmoothing'],
    },
    {
      id: 'batch-options/smoothing-with-weights',
      tier: 'textbook',
      budget: batchLosses,
      under: 'none',
      needs: ['labelSmoothing', 'classWeights'],
    },
    {
      id: 'batch-options/ignored-mean',
      tier: 'textbook',
      budget: batchLosses,
      under: 'mean',
      needs: ['ignoreIndex'],
    },
  ],
  batchCrossEntropyGradient: [
    { id: 'batch/gradient', tier: 'textbook', budget: batchGradients, under: 'sum' },
    { id: 'batch/mean-gradient', tier: 'textbook', budget: batchGradients, under: 'mean' },
  ],
  batchBinaryCrossEntropy: [
    { id: 'binary-batch/value', tier: 'textbook', budget: binaryBatchLosses, under: 'none' },
    { id: 'binary-batch/sum', tier: 'textbook', budget: binaryBatchLosses, under: 'sum' },
    { id: 'binary-batch/mean', tier: 'textbook', budget: binaryBatchLosses, under: 'mean' },
    {
      id: 'binary-batch/pos-weight',
      tier: 'textbook',
      budget: binaryBatchLosses,
      under: 'none',
      needs: ['posWeight'],
    },
  ],
  batchBinaryCrossEntropyGradient: [
    { id: 'binary-batch/gradient', tier: 'textbook', budget: binaryBatchGradients, under: 'sum' },
    {
      id: 'binary-batch/mean-gradient',
      tier: 'textbook',
      budget: binaryBatchGradients,
      under: 'mean',
    },
  ],
} as const satisfies { readonly [O in OperationName]: readonly Value<O>[] }

export type ValueId = (typeof values)[OperationName][number]['id']

/** The rows of an operation, for readers to whom all operations are alike. */
export const valuesOf = (operation: OperationName): readonly AnyValue[] =>
  // The table gives each row the arguments and the result of its operation.
  values[operation] as readonly AnyValue[]
