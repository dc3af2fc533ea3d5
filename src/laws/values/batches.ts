import {
  batchGradients,
  batchLosses,
  binaryBatchGradients,
  binaryBatchLosses,
} from '../budgets/batches.ts'
import type { Value } from '../value.ts'

/**
 * Which budget judges the operations on many rows, or many logits, under each reduction and option,
 * tier by tier.
 */
export const batchValues = {
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
} as const satisfies {
  readonly [
    O in
      | 'batchCrossEntropy'
      | 'batchCrossEntropyGradient'
      | 'batchBinaryCrossEntropy'
      | 'batchBinaryCrossEntropyGradient'
  ]: readonly Value<O>[]
}
