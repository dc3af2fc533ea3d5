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
 * where that may cancel, with half the error of tanh and a sum.
 */
const probability = (x: number, k: Grants): number => {
  const p = logistic(x)
  const direct = p * ((1 - p) * (k.elementary + k.logit(x)) + k.u + k.quotient)
  const byTangent = k.cancellation * (k.elementary / 2 + k.u)
  return Math.max(direct, byTangent) + k.underflow(2)
}

/**
 * max(x, 0) + log(1 + e^-|x|), of which the slope is p: the exponential counts by the share that it
 * has of 1 + e^-|x|, which is formed and rounded where that may cancel; a logarithm, and a sum that
 * rounds the result.
 */
const logOfWhole = (x: number, k: Grants): number => {
  const small = Math.log1p(Math.exp(-Math.abs(x)))
  const share = logistic(-Math.abs(x))
  return (
    share * k.elementary
    + logistic(x) * k.logit(x)
    + k.cancellation * k.u
    + k.elementary * small
    + k.u * positivePart(x)
    + k.underflow(2)
  )
}

/**
 * w t softplus(-x) + (1 - t) softplus(x): a weight, a product and a sum, four roundings of each
 * term. Where x - x t or 1 + (w - 1) t is formed, the roundings are as great as x and w.
 */
export const binaryLoss = (x: number, t: number, w: number, k: Grants): number =>
  w * t * logOfWhole(-x, k)
  + (1 - t) * logOfWhole(x, k)
  + 4 * k.u * binaryLossOf(x, t, w)
  + k.cancellation * 4 * k.u * (Math.abs(x) + Math.abs(w - 1) * positivePart(-x))
  + k.underflow(2)
export const binaryLossOf = (x: number, t: number, w: number): number =>
  w * t * positivePart(-x) + (1 - t) * positivePart(x)

/** (1 - t) sigmoid(x) - w t sigmoid(-x), likewise. */
export const binarySlope = (x: number, t: number, w: number, k: Grants): number =>
  w * t * probability(-x, k)
  + (1 - t) * probability(x, k)
  + 4 * k.u * binarySlopeOf(x, t, w)
  + k.cancellation * 4 * k.u * Math.max(1, w)
  + k.underflow(2)
/** How great it may be: both terms together. */
export const binarySlopeOf = (x: number, t: number, w: number): number =>
  w * t * logistic(-x) + (1 - t) * logistic(x)

/** softplus and sigmoid, in doubles. */
const positivePart = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))
const logistic = (x: number): number => 1 / (1 + Math.exp(-x))
