import type { Arithmetic } from '../arithmetic/arithmetic.ts'
import { at } from '../arithmetic/sequence.ts'
import { binaryLosses } from './binary.ts'
import { rowLosses } from './rows.ts'

/**
 * What stands after the last linear layer: it reads logits as a distribution of labels and charges
 * a loss for one.
 */
export type Head<T> = {
  /**
   * The probability of each label; for `oneVsRest` each of an event of its own, so that they need
   * not sum to one.
   */
  predict(z: readonly T[]): T[]
  /** What the head charges for one label, in nats. A label that is no class throws a RangeError. */
  loss(z: readonly T[], label: number): T
  /** The gradient of the loss with respect to the logits, one entry per logit. */
  gradient(z: readonly T[], label: number): T[]
}

/** The name of a head, by what it does to its logits. */
export type HeadName = 'softmax' | 'sigmoidThenSoftmax' | 'softmaxTwice' | 'sigmoid' | 'oneVsRest'

/** The heads that are proposed for one label out of N, with the losses they are trained by. */
export const heads = <T>(k: Arithmetic<T>): Readonly<Record<HeadName, Head<T>>> => {
  const {
    softmax,
    softmaxVjp,
    sigmoid,
    crossEntropy,
    crossEntropyGradient,
    binaryCrossEntropy,
    binaryCrossEntropyGradient,
  } = { ...rowLosses(k), ...binaryLosses(k) }
  const truth = (is: boolean): T => k.from(is ? 1 : 0)
  const only = (z: readonly T[], label: number): T => {
    at([0, 1], label)
    if (z.length !== 1) throw new RangeError(`expected one logit, but received ${z.length}`)
    return at(z, 0)
  }
  return {
    /**
     * p = softmax(z), loss -log p_y: maximum likelihood for the categorical distribution of labels.
     */
    softmax: { predict: softmax, loss: crossEntropy, gradient: crossEntropyGradient },

    /**
     * p = softmax(s) with s = sigmoid(z): each s_i lies in (0, 1), and so p_y < e / (e + N - 1).
     */
    sigmoidThenSoftmax: {
      predict: (z) => softmax(z.map(sigmoid)),
      loss: (z, label) => crossEntropy(z.map(sigmoid), label),
      gradient: (z, label) =>
        crossEntropyGradient(z.map(sigmoid), label).map((g, i) => {
          const x = at(z, i)
          return k.mul(g, k.mul(sigmoid(x), sigmoid(k.neg(x))))
        }),
    },

    /**
     * p = softmax(softmax(z)): what a loss that takes logits makes of probabilities. It has the
     * same bound.
     */
    softmaxTwice: {
      predict: (z) => softmax(softmax(z)),
      loss: (z, label) => crossEntropy(softmax(z), label),
      gradient: (z, label) => softmaxVjp(z, crossEntropyGradient(softmax(z), label)),
    },

    /**
     * p = [sigmoid(-z), sigmoid(z)] from one logit, for the labels 0 and 1: the softmax of [0, z].
     */
    sigmoid: {
      predict: (z) => [sigmoid(k.neg(only(z, 0))), sigmoid(only(z, 1))],
      loss: (z, label) => binaryCrossEntropy(only(z, label), truth(label === 1)),
      gradient: (z, label) => [binaryCrossEntropyGradient(only(z, label), truth(label === 1))],
    },

    /** p_i = sigmoid(z_i), each label against all others, the binary losses summed. */
    oneVsRest: {
      predict: (z) => z.map(sigmoid),
      loss: (z, label) => {
        at(z, label)
        return z.map((x, i) => binaryCrossEntropy(x, truth(i === label))).reduce(k.add)
      },
      gradient: (z, label) => {
        at(z, label)
        return z.map((x, i) => binaryCrossEntropyGradient(x, truth(i === label)))
      },
    },
  }
}
