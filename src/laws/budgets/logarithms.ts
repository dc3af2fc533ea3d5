import type { Format } from '../../arithmetic/format.ts'
import { at, greatest, total } from '../../arithmetic/sequence.ts'
import { slack, underflow, unit, type Spread } from './softmax.ts'
import { logSoftmaxEntries, logSumExpAbsolute, lossTail, sigmoid, softplus } from './losses.ts'

/**
 * Budgets of the logarithmic operations and of the sigmoid, in the terms of `softmax.ts` and
 * `losses.ts`.
 */

/**
 * log p_i - log p_j: the error of log S is common to both and cancels, so that each side keeps the
 * rounding of its gap and that of its result, 2u gap + u log S.
 */
export const differenceOfLogs = (s: Spread, i: number, j: number, format: Format): number =>
  2
    * slack
    * (unit(format) * at(s.gaps, i)
      + unit(format) * at(s.gaps, j)
      + unit(format) * Math.log1p(s.excess))
  + underflow(format, 2)

/**
 * log softmax of a computed log softmax: its own rounding, and the sum of the p_j e^(error of log
 * p_j), which is one but for the mean of those errors.
 */
export const normalisedTwice = (s: Spread, format: Format): number[] => {
  const once = logSoftmaxEntries(s, format)
  const mean = total(s.p.map((p, j) => (p === 0 ? 0 : p * at(once, j))))
  return once.map((budget) => budget + mean)
}

/**
 * peak + log1p(S - 1): the errors of the logarithm, all of which vanish with it, and the rounding
 * of the result.
 */
export const logSumExpTail = (s: Spread, format: Format): number =>
  lossTail(s, s.gaps.indexOf(0), format) + unit(format) * Math.abs(s.peak + Math.log1p(s.excess))

/**
 * LSE of two computed parts: their errors, weighed by the share of each, and its own, beside those
 * of the whole.
 */
export const joined = (parts: readonly Spread[], whole: Spread, format: Format): number =>
  greatest(parts.map((s) => logSumExpAbsolute(s, format))) + 2 * logSumExpAbsolute(whole, format)

/**
 * sigmoid(x) = p, absolute: 2u(1 - p)p of the exponential, which is granted 2u, and u p each of a
 * sum and a quotient: 2u at most. (1 + tanh(x/2)) / 2 and 1 - sigmoid(-x) come as near, and 1 / (1
 * + e^-x) with an exponential that overflows.
 */
export const sigmoidValue = (format: Format): number =>
  slack * 2 * unit(format) + underflow(format, 1)

/**
 * sigmoid(x) sigmoid(-x), absolute: the error e of each factor, and since the two sum to 1, e + e^2
 * of their product.
 */
export const slopeOfSigmoid = (format: Format): number =>
  sigmoidValue(format) * (1 + sigmoidValue(format))

/**
 * The same relative to p, in 1 / (1 + e^-x) or e^x / (1 + e^x), whichever does not overflow: 2u(1 -
 * p) + 2u.
 */
export const sigmoidTail = (x: number, format: Format): number =>
  4 * unit(format) * sigmoid(x) + 2 * format.least

/**
 * max(x, 0) + log(1 + e^-|x|), absolute: u(max(x, 0) + 5), for a logarithm of at most log 2 (2u of
 * itself), the exponential in it, which counts half (u), the sum 1 + e^-|x| where it is formed (u),
 * and the rounding of the result.
 */
export const softplusAbsolute = (x: number, format: Format): number =>
  slack * (unit(format) * Math.max(x, 0) + 5 * unit(format)) + underflow(format, 1)

/**
 * The same relative to softplus(x): 2u of an exponential, 2u of log1p, u of a sum of two positive
 * terms.
 */
export const softplusTail = (x: number, format: Format): number =>
  5 * (unit(format) * softplus(x)) + 2 * format.least

/** log sigmoid(x) = -softplus(-x). */
export const logSigmoidAbsolute = (x: number, format: Format): number =>
  softplusAbsolute(-x, format)
export const logSigmoidTail = (x: number, format: Format): number => softplusTail(-x, format)
