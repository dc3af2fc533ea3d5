import { greatest } from '../../arithmetic/sequence.ts'
import { logSumExpTail } from '../budgets/logarithms.ts'
import {
  gradientEntries,
  gradientTails,
  holdsTwiceLogSumExp,
  logSoftmaxEntries,
  logSoftmaxTails,
  logSumExpAbsolute,
  lossAbsolute,
  lossTail,
  softLossAbsolute,
  vjpEntries,
  weightsEntries,
  zLossAbsolute,
  zLossEntries,
} from '../budgets/losses.ts'
import { softmaxEntries, softmaxOnGrid } from '../budgets/softmax.ts'
import { keepsGaps } from '../inputs.ts'
import type { Value } from '../value.ts'

/** Which budget judges the operations on one row of logits, tier by tier. */
export const rowValues = {
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
  zLoss: [{ id: 'z-loss/value', tier: 'textbook', budget: zLossAbsolute }],
  zLossGradient: [
    {
      id: 'z-loss/gradient',
      tier: 'textbook',
      budget: zLossEntries,
      premise: holdsTwiceLogSumExp,
    },
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
  softmaxVjp: [{ id: 'vjp/value', tier: 'textbook', budget: vjpEntries }],
  logSoftmaxVjp: [{ id: 'vjp/log-softmax', tier: 'textbook', budget: weightsEntries }],
} as const satisfies {
  readonly [
    O in
      | 'softmax'
      | 'logSoftmax'
      | 'logSumExp'
      | 'zLoss'
      | 'zLossGradient'
      | 'crossEntropy'
      | 'crossEntropyGradient'
      | 'softCrossEntropy'
      | 'softCrossEntropyGradient'
      | 'softmaxVjp'
      | 'logSoftmaxVjp'
  ]: readonly Value<O>[]
}
