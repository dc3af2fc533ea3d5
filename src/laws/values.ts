import type { Arguments, OperationName } from '../contract/operations.ts'
import type { OptionName, Reduction } from '../contract/options.ts'
import { greatest } from '../arithmetic/sequence.ts'
import type { Asked, Tier } from './law.ts'

/** A law of the form: the operation equals the oracle, within its budget in this tier. */
type Value<O extends OperationName> = {
  readonly id: string
  readonly tier: Tier
  /** The arguments that the law applies to, if not to all. */
  readonly premise?: (...args: [...Arguments<O>, Asked]) => boolean
  /**
   * Of a batch: the reduction and the options under which the law asks for it; those of the input,
   * where none are named.
   */
  readonly under?: Reduction
  readonly needs?: readonly OptionName[]
  /** The part of a result beyond which its budget proves nothing: all of it, unless said. */
  readonly proving?: number
  /**
   * The part of the usual wide rows at which it is tried, where the steps of its operation are those
   * of others that are tried at all: what is wrong from some size on is so at the widest row, and in
   * both tiers.
   */
  readonly wide?: number
}

/** Which laws say that an operation equals the oracle: one in each tier at least. */
const values = {
  softmax: [
    { id: 'softmax/value', tier: 'textbook', proving: 1 / 2 },
    { id: 'softmax/accurate', tier: 'accurate', proving: 1 / 2 },
  ],
  logSoftmax: [
    { id: 'log-softmax/value', tier: 'textbook' },
    { id: 'log-softmax/tail', tier: 'accurate' },
  ],
  logSumExp: [
    { id: 'log-sum-exp/value', tier: 'textbook' },
    { id: 'log-sum-exp/excess', tier: 'accurate', premise: (z) => greatest(z) === 0 },
    { id: 'log-sum-exp/accurate', tier: 'accurate' },
  ],
  mergeLogSumExp: [
    { id: 'merge-log-sum-exp/value', tier: 'textbook', wide: 1 / 3 },
    { id: 'merge-log-sum-exp/accurate', tier: 'accurate' },
  ],
  zLoss: [
    { id: 'z-loss/value', tier: 'textbook' },
    { id: 'z-loss/accurate', tier: 'accurate' },
  ],
  zLossGradient: [
    { id: 'z-loss/gradient', tier: 'textbook', premise: (...x) => holdsTwiceLogSumExp(...x) },
    {
      id: 'z-loss/gradient-accurate',
      tier: 'accurate',
      premise: (...x) => holdsTwiceLogSumExp(...x),
    },
  ],
  entropy: [
    { id: 'entropy/value', tier: 'textbook', wide: 1 / 3 },
    { id: 'entropy/accurate', tier: 'accurate' },
  ],
  entropyGradient: [
    { id: 'entropy/gradient', tier: 'textbook', wide: 1 / 3 },
    { id: 'entropy/gradient-accurate', tier: 'accurate' },
  ],
  logSumExpHessianTimes: [
    { id: 'hessian/log-sum-exp', tier: 'textbook', wide: 1 / 3 },
    { id: 'hessian/log-sum-exp-accurate', tier: 'accurate' },
  ],
  sigmoid: [
    { id: 'sigmoid/value', tier: 'textbook' },
    { id: 'sigmoid/tail', tier: 'accurate' },
  ],
  logSigmoid: [
    { id: 'log-sigmoid/value', tier: 'textbook' },
    { id: 'log-sigmoid/tail', tier: 'accurate' },
  ],
  softplus: [
    { id: 'softplus/value', tier: 'textbook' },
    { id: 'softplus/tail', tier: 'accurate' },
  ],
  crossEntropy: [
    { id: 'cross-entropy/value', tier: 'textbook' },
    { id: 'cross-entropy/tail', tier: 'accurate' },
  ],
  crossEntropyGradient: [
    { id: 'gradient/p-minus-y', tier: 'textbook' },
    { id: 'gradient/accurate', tier: 'accurate' },
  ],
  crossEntropyHessianTimes: [
    { id: 'hessian/cross-entropy', tier: 'textbook', wide: 1 / 3 },
    { id: 'hessian/cross-entropy-accurate', tier: 'accurate' },
  ],
  nllLoss: [
    { id: 'nll-loss/value', tier: 'textbook' },
    { id: 'nll-loss/accurate', tier: 'accurate' },
  ],
  nllLossGradient: [
    { id: 'nll-loss/gradient', tier: 'textbook' },
    { id: 'nll-loss/gradient-accurate', tier: 'accurate' },
  ],
  softCrossEntropy: [
    { id: 'soft-cross-entropy/value', tier: 'textbook' },
    { id: 'soft-cross-entropy/accurate', tier: 'accurate' },
  ],
  softCrossEntropyGradient: [
    { id: 'gradient/weights', tier: 'textbook' },
    { id: 'gradient/weights-accurate', tier: 'accurate' },
  ],
  klDivergence: [
    { id: 'kl-divergence/value', tier: 'textbook', wide: 1 / 3 },
    { id: 'kl-divergence/accurate', tier: 'accurate' },
  ],
  klDivergenceGradient: [
    { id: 'kl-divergence/gradient', tier: 'textbook', wide: 1 / 3 },
    { id: 'kl-divergence/gradient-accurate', tier: 'accurate' },
  ],
  binaryCrossEntropy: [
    { id: 'binary/value', tier: 'textbook' },
    { id: 'binary/tail', tier: 'accurate' },
  ],
  binaryCrossEntropyGradient: [
    { id: 'binary/gradient-value', tier: 'textbook' },
    { id: 'binary/gradient-tail', tier: 'accurate' },
  ],
  softmaxVjp: [
    { id: 'vjp/value', tier: 'textbook' },
    { id: 'vjp/accurate', tier: 'accurate' },
  ],
  logSoftmaxVjp: [
    { id: 'vjp/log-softmax', tier: 'textbook' },
    { id: 'vjp/log-softmax-accurate', tier: 'accurate' },
  ],
  batchCrossEntropy: [
    { id: 'batch/value', tier: 'textbook', under: 'none' },
    { id: 'batch/mean', tier: 'textbook', under: 'mean' },
    { id: 'batch/any-options', tier: 'textbook' },
    {
      id: 'batch-options/class-weights',
      tier: 'textbook',
      under: 'none',
      needs: ['classWeights'],
    },
    {
      id: 'batch-options/weighted-mean',
      tier: 'textbook',
      under: 'mean',
      needs: ['classWeights'],
    },
    {
      id: 'batch-options/label-smoothing',
      tier: 'textbook',
      under: 'none',
      needs: ['labelSmoothing'],
    },
    {
      id: 'batch-options/smoothing-with-weights',
      tier: 'textbook',
      under: 'none',
      needs: ['labelSmoothing', 'classWeights'],
    },
    { id: 'batch-options/ignored-mean', tier: 'textbook', under: 'mean', needs: ['ignoreIndex'] },
    { id: 'batch-options/row-weights', tier: 'textbook', under: 'none', needs: ['rowWeights'] },
    {
      id: 'batch-options/row-weighted-mean',
      tier: 'textbook',
      under: 'mean',
      needs: ['rowWeights'],
    },
    { id: 'batch-options/denominator', tier: 'textbook', under: 'mean', needs: ['denominator'] },
    { id: 'batch-options/mask', tier: 'textbook', under: 'none', needs: ['mask'] },
    { id: 'batch-options/temperature', tier: 'textbook', under: 'none', needs: ['temperature'] },
    { id: 'batch-options/soft-cap', tier: 'textbook', under: 'none', needs: ['softCap'] },
    { id: 'batch-options/focal', tier: 'textbook', under: 'none', needs: ['focusing'] },
    {
      id: 'batch-options/focal-weighted-mean',
      tier: 'textbook',
      under: 'mean',
      needs: ['focusing', 'classWeights'],
    },
    { id: 'batch-options/z-loss', tier: 'textbook', under: 'none', needs: ['zLoss'] },
    { id: 'batch-options/focal-accurate', tier: 'accurate', under: 'none', needs: ['focusing'] },
    { id: 'batch/accurate', tier: 'accurate', under: 'none' },
    { id: 'batch/any-options-accurate', tier: 'accurate' },
  ],
  batchCrossEntropyGradient: [
    { id: 'batch/gradient', tier: 'textbook', under: 'sum' },
    { id: 'batch/mean-gradient', tier: 'textbook', under: 'mean' },
    { id: 'batch/gradient-any-options', tier: 'textbook' },
    { id: 'batch-options/mask-gradient', tier: 'textbook', under: 'sum', needs: ['mask'] },
    {
      id: 'batch-options/temperature-gradient',
      tier: 'textbook',
      under: 'sum',
      needs: ['temperature'],
    },
    { id: 'batch-options/soft-cap-gradient', tier: 'textbook', under: 'sum', needs: ['softCap'] },
    { id: 'batch-options/focal-gradient', tier: 'textbook', under: 'sum', needs: ['focusing'] },
    { id: 'batch-options/z-loss-gradient', tier: 'textbook', under: 'sum', needs: ['zLoss'] },
    { id: 'batch/gradient-accurate', tier: 'accurate', under: 'sum' },
    { id: 'batch/gradient-any-options-accurate', tier: 'accurate' },
  ],
  batchCrossEntropyVjp: [
    { id: 'batch-vjp/value', tier: 'textbook', under: 'none' },
    { id: 'batch-vjp/class-weights', tier: 'textbook', under: 'none', needs: ['classWeights'] },
    {
      id: 'batch-vjp/smoothing-with-weights',
      tier: 'textbook',
      under: 'none',
      needs: ['labelSmoothing', 'classWeights'],
    },
    { id: 'batch-vjp/any-options', tier: 'textbook' },
    { id: 'batch-vjp/accurate', tier: 'accurate', under: 'none' },
    { id: 'batch-vjp/any-options-accurate', tier: 'accurate' },
  ],
  batchSoftCrossEntropy: [
    { id: 'soft-batch/any-options', tier: 'textbook', wide: 1 / 6 },
    { id: 'soft-batch/any-options-accurate', tier: 'accurate', wide: 0 },
  ],
  batchSoftCrossEntropyGradient: [
    { id: 'soft-batch/gradient-any-options', tier: 'textbook', wide: 1 / 6 },
    { id: 'soft-batch/gradient-any-options-accurate', tier: 'accurate', wide: 0 },
  ],
  batchSoftCrossEntropyVjp: [
    { id: 'batch-vjp/soft-any-options', tier: 'textbook', wide: 1 / 6 },
    { id: 'batch-vjp/soft-any-options-accurate', tier: 'accurate', wide: 0 },
  ],
  batchBinaryCrossEntropy: [
    { id: 'binary-batch/value', tier: 'textbook', under: 'none' },
    { id: 'binary-batch/sum', tier: 'textbook', under: 'sum' },
    { id: 'binary-batch/mean', tier: 'textbook', under: 'mean' },
    { id: 'binary-batch/any-options', tier: 'textbook' },
    { id: 'binary-batch/pos-weight', tier: 'textbook', under: 'none', needs: ['posWeight'] },
    { id: 'binary-batch/accurate', tier: 'accurate', under: 'none' },
    { id: 'binary-batch/any-options-accurate', tier: 'accurate' },
  ],
  batchBinaryCrossEntropyGradient: [
    { id: 'binary-batch/gradient', tier: 'textbook', under: 'sum' },
    { id: 'binary-batch/mean-gradient', tier: 'textbook', under: 'mean' },
    { id: 'binary-batch/gradient-any-options', tier: 'textbook' },
    { id: 'binary-batch/gradient-accurate', tier: 'accurate', under: 'sum' },
    { id: 'binary-batch/gradient-any-options-accurate', tier: 'accurate' },
  ],
  batchBinaryCrossEntropyVjp: [
    { id: 'batch-vjp/binary', tier: 'textbook', under: 'none' },
    { id: 'batch-vjp/pos-weight', tier: 'textbook', under: 'none', needs: ['posWeight'] },
    { id: 'batch-vjp/binary-accurate', tier: 'accurate', under: 'none' },
    { id: 'batch-vjp/binary-any-options', tier: 'textbook' },
    { id: 'batch-vjp/binary-any-options-accurate', tier: 'accurate' },
  ],
  batchMultilabelCrossEntropy: [
    { id: 'multilabel/any-options', tier: 'textbook', wide: 1 / 6 },
    { id: 'multilabel/any-options-accurate', tier: 'accurate', wide: 0 },
  ],
  batchMultilabelCrossEntropyGradient: [
    { id: 'multilabel/gradient-any-options', tier: 'textbook', wide: 1 / 6 },
    { id: 'multilabel/gradient-any-options-accurate', tier: 'accurate', wide: 0 },
  ],
  batchMultilabelCrossEntropyVjp: [
    { id: 'batch-vjp/multilabel-any-options', tier: 'textbook', wide: 1 / 6 },
    { id: 'batch-vjp/multilabel-any-options-accurate', tier: 'accurate', wide: 0 },
  ],
} as const satisfies { readonly [O in OperationName]: readonly Value<O>[] }

export type ValueId = (typeof values)[OperationName][number]['id']

/** A row of the table for readers to whom all operations are alike. */
export type AnyValue = Omit<Value<OperationName>, 'premise'> & {
  readonly premise?: (...args: readonly unknown[]) => boolean
}

/** The rows of an operation, for readers to whom all operations are alike. */
export const valuesOf = (operation: OperationName): readonly AnyValue[] =>
  // The table gives each row the arguments of its operation.
  values[operation] as readonly AnyValue[]

/** Whether all formats hold 2 log sum e^z, from which a program may begin. */
export const holdsTwiceLogSumExp = (z: readonly number[], { numbers }: Asked): boolean =>
  2 * (Math.abs(greatest(z)) + Math.log(z.length)) <= numbers.greatest
