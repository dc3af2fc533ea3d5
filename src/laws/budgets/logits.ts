import type { Grants } from './grants.ts'
import { kept } from './rows.ts'

/** Budgets of the operations on one logit, in the terms of `grants.ts`. */

export const sigmoid = (x: number, k: Grants): number =>
  kept('sigmoid', logistic(x), probability(x, k), k)

export const softplus = (x: number, k: Grants): number =>
  kept('softplus', positivePart(x), logOfWhole(x, k), k)

/** log sigmoid(x) = -softplus(-x). */
export const logSigmoid = (x: number, k: Grants): number =>
  kept('logSigmoid', positivePart(-x), logOfWhole(-x, k), k)

export const binaryCrossEntropy = (x: number, t: number, k: Grants): number =>
  kept('binaryCrossEntropy', binaryLossOf(x, t, 1), binaryLoss(x, t, 1, k), k)

export const binaryCrossEntropyGradient = (x: number, t: number, k: Grants): number =>
  kept('binaryCrossEntropyGradient', binarySlopeOf(x, t, 1), binarySlope(x, t, 1, k), k)

/**
 * 1 / (1 + e^-x) = p: the exponential counts by 1 - p, a sum and a quotient. Or (1 + tanh(x/2)) / 2
 * where that may cancel, with half the error of tanh and a sum; or e^-log(1 + e^-x), with another
 * exponential and the logarithm.
 */
const probability = (x: number, k: Grants): number => {
  const p = logistic(x)
  const direct = p * ((1 - p) * (k.elementary + k.logit(x)) + k.u + k.quotient)
  const byTangent = k.cancellation * (k.elementary / 2 + k.u)
  const ofLogarithm = (2 - p + positivePart(-x)) * k.elementary + (1 - p) * k.logit(x) + 2 * k.u
  const byLogarithm = k.cancellation * (p === 0 ? 0 : p * ofLogarithm)
  return Math.max(direct, byTangent, byLogarithm) + k.underflow(2)
}

/**
 * max(x, 0) + log(1 + e^-|x|): the exponential counts by the share that it has of 1 + e^-|x|; a
 * logarithm, and a sum that rounds the result. Or log(1 + e^x), where that does not overflow, and
 * -log(1 / (1 + e^x)): the exponential counts by p, the slope, and the logarithm is the result.
 */
const logOfWhole = (x: number, k: Grants): number => {
  const whole = positivePart(x)
  const p = logistic(x)
  const [share, logarithm] =
    k.cancellation ? [p, whole] : [logistic(-Math.abs(x)), positivePart(-Math.abs(x))]
  return (
    share * k.elementary
    + p * k.logit(x)
    + k.cancellation * (k.u + k.quotient)
    + k.elementary * logarithm
    + k.u * whole
    + k.underflow(2)
  )
}

/**
 * w t softplus(-x) + (1 - t) softplus(x): a weight, a product and a sum, four roundings of each
 * term. A weight w t that underflows loses that much of its logarithm. Where x - x t or
 * 1 + (w - 1) t is formed, the roundings are as great as x and w, and beyond [0, 1] as these times t.
 */
export const binaryLoss = (x: number, t: number, w: number, k: Grants): number =>
  Math.abs(w * t) * logOfWhole(-x, k)
  + Math.abs(1 - t) * logOfWhole(x, k)
  + 4 * k.u * binaryLossOf(x, t, w)
  + k.cancellation * 4 * k.u * reach(t) * (Math.abs(x) + Math.abs(w - 1) * positivePart(-x))
  + k.underflow(2)
  + (w === 1 ? 0 : k.underflow(1) * positivePart(-x))
/** How great it may be: both terms together, which have one sign where t lies in [0, 1]. */
export const binaryLossOf = (x: number, t: number, w: number): number =>
  Math.abs(w * t) * positivePart(-x) + Math.abs(1 - t) * positivePart(x)

/** (1 - t) sigmoid(x) - w t sigmoid(-x), likewise. */
export const binarySlope = (x: number, t: number, w: number, k: Grants): number =>
  Math.abs(w * t) * probability(-x, k)
  + Math.abs(1 - t) * probability(x, k)
  + 4 * k.u * binarySlopeOf(x, t, w)
  + k.cancellation * 4 * k.u * reach(t) * Math.max(1, w)
  + k.underflow(2)
/** How great it may be: both terms together. */
export const binarySlopeOf = (x: number, t: number, w: number): number =>
  Math.abs(w * t) * logistic(-x) + Math.abs(1 - t) * logistic(x)

const reach = (t: number): number => Math.max(1, Math.abs(t))

/** softplus and sigmoid, in doubles. */
const positivePart = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))
const logistic = (x: number): number => 1 / (1 + Math.exp(-x))
