import type { Arithmetic } from '../arithmetic/arithmetic.ts'
import { timesUnlessZero } from './rows.ts'

/** The operations on one logit, over an arithmetic k, accurate in both tails. */
export const binaryLosses = <T>(k: Arithmetic<T>) => {
  const one = k.from(1)
  const { loss, gradient } = weightedBinary(k)
  return {
    ...logistic(k),
    /** t softplus(-x) + (1 - t) softplus(x). */
    binaryCrossEntropy: (x: T, target: T): T => loss(x, target, one),
    /** (1 - t) sigmoid(x) - t sigmoid(-x). */
    binaryCrossEntropyGradient: (x: T, target: T): T => gradient(x, target, one),
  }
}

/** w t softplus(-x) + (1 - t) softplus(x), for the weight w of positives, and its slope in x. */
export const weightedBinary = <T>(k: Arithmetic<T>) => {
  const one = k.from(1)
  const { sigmoid, softplus } = logistic(k)
  return {
    loss: (x: T, target: T, positive: T): T =>
      k.add(
        timesUnlessZero(k, k.mul(positive, target), () => softplus(k.neg(x))),
        timesUnlessZero(k, k.sub(one, target), () => softplus(x)),
      ),
    gradient: (x: T, target: T, positive: T): T =>
      k.sub(
        k.mul(k.sub(one, target), sigmoid(x)),
        k.mul(k.mul(positive, target), sigmoid(k.neg(x))),
      ),
  }
}

const logistic = <T>(k: Arithmetic<T>) => {
  const zero = k.from(0)
  const one = k.from(1)
  /** 1 / (1 + e^-x), and below zero e^x / (1 + e^x). */
  const sigmoid = (x: T): T => {
    if (!k.less(x, zero)) return k.div(one, k.add(one, k.exp(k.neg(x))))
    const e = k.exp(x)
    return k.div(e, k.add(one, e))
  }
  /** max(x, 0) + log1p(e^-|x|). */
  const softplus = (x: T): T =>
    k.less(x, zero) ? k.log1p(k.exp(x)) : k.add(x, k.log1p(k.exp(k.neg(x))))
  /** -softplus(-x). */
  const logSigmoid = (x: T): T => k.neg(softplus(k.neg(x)))
  return { sigmoid, logSigmoid, softplus }
}
