import type { Arithmetic } from '../arithmetic/arithmetic.ts'
import { at, indexOfGreatest } from '../arithmetic/sequence.ts'
import type { OperationName } from '../contract/operations.ts'
import { totalOver } from './total.ts'

/**
 * The operations on one row of logits, over an arithmetic k.
 *
 * Two identities carry them. For any index k, log sum_j e^(z_j) = z_k + log1p(sum_{j != k} e^(z_j -
 * z_k)); the pivot k is chosen greatest so that nothing overflows, and since the identity holds for
 * every k, slopes and enclosures stay true whichever is chosen. And 1 - p_i is the sum of the other
 * probabilities, so that nothing is ever subtracted from 1.
 */
export const rowLosses = <T>(k: Arithmetic<T>) => {
  const zero = k.from(0)
  const one = k.from(1)
  const total = totalOver(k)

  /**
   * The pivot's logit, and e^(z_j - pivot) for every other j, with their sum. At the pivot itself
   * stands 0 z: zero, unless z is NaN or -Infinity, which then reaches every result.
   */
  const tail = (z: readonly T[]) => {
    const pivot = indexOfGreatest(z, k.less)
    const peak = at(z, pivot)
    const weights = z.map((x, j) => (j === pivot ? k.mul(zero, x) : k.exp(k.sub(x, peak))))
    return { pivot, peak, weights, excess: total(weights) }
  }

  /** e^(z_i - z_k) / (1 + sum_{j != k} e^(z_j - z_k)), for every i. */
  const softmax = (z: readonly T[]): T[] => {
    const { pivot, weights, excess } = tail(z)
    const whole = k.add(one, excess)
    return weights.map((w, j) => k.div(j === pivot ? one : w, whole))
  }
  /** z_k + log1p(sum_{j != k} e^(z_j - z_k)). */
  const logSumExp = (z: readonly T[]): T => {
    const { peak, excess } = tail(z)
    return k.add(peak, k.log1p(excess))
  }
  /** The square of log sum_j e^(z_j), which keeps it near 0 (Zoph et al. 2022, eq. 5). */
  const zLoss = (z: readonly T[]): T => {
    const mass = logSumExp(z)
    return k.mul(mass, mass)
  }
  /** 2 p_i log sum_j e^(z_j), where 2 p_i cannot overflow. */
  const zLossGradient = (z: readonly T[]): T[] => {
    const mass = logSumExp(z)
    return softmax(z).map((p) => k.mul(k.mul(k.from(2), p), mass))
  }
  /** -log p_i = (peak - z_i) + log1p(excess): two terms of one sign, so nothing cancels. */
  const surprises = (z: readonly T[]): ((i: number) => T) => {
    const { peak, excess } = tail(z)
    const floor = k.log1p(excess)
    return (i) => k.add(k.sub(peak, at(z, i)), floor)
  }
  /** -((z_k - z_i) + log1p(sum_{j != k} e^(z_j - z_k))), for every i. */
  const logSoftmax = (z: readonly T[]): T[] => {
    const surprise = surprises(z)
    return z.map((_, i) => k.neg(surprise(i)))
  }

  /** (z_k - z_y) + log1p(sum_{j != k} e^(z_j - z_k)). */
  const crossEntropy = (z: readonly T[], label: number): T => surprises(z)(label)
  /** softmax(z)_i for every i but the label, and there minus the sum of the others. */
  const crossEntropyGradient = (z: readonly T[], label: number): T[] => {
    const p = softmax(z)
    at(p, label)
    return p.map((x, i) => (i === label ? k.neg(total(p.filter((_, j) => j !== label))) : x))
  }

  /** sum_i t_i (-log p_i), where a weight of zero asks for no logarithm. */
  const softCrossEntropy = (z: readonly T[], target: readonly T[]): T => {
    const surprise = surprises(z)
    return total(target.map((t, i) => timesUnlessZero(k, t, () => surprise(i))))
  }
  /**
   * p_i sum t - t_i, written p_i sum_{j != i} t_j - t_i sum_{j != i} p_j: right for weights that do
   * not sum to one.
   */
  const softCrossEntropyGradient = (z: readonly T[], target: readonly T[]): T[] => {
    const p = softmax(z)
    const otherP = sumsOfOthers(k, p)
    const otherT = sumsOfOthers(k, target)
    return p.map((x, i) => k.sub(k.mul(x, at(otherT, i)), k.mul(at(target, i), at(otherP, i))))
  }

  /**
   * p_i (h_i - sum_j p_j h_j) with h = g less its entry at the pivot: a constant cotangent gives
   * exactly zero.
   */
  const softmaxVjp = (z: readonly T[], cotangent: readonly T[]): T[] => {
    const { pivot } = tail(z)
    const p = softmax(z)
    const h = cotangent.map((g) => k.sub(g, at(cotangent, pivot)))
    const mean = total(p.map((x, j) => k.mul(x, at(h, j))))
    return p.map((x, i) => k.mul(x, k.sub(at(h, i), mean)))
  }
  /** Minus the gradient of the soft cross-entropy whose weights are the cotangent. */
  const logSoftmaxVjp = (z: readonly T[], cotangent: readonly T[]): T[] =>
    softCrossEntropyGradient(z, cotangent).map(k.neg)

  return {
    softmax,
    logSoftmax,
    logSumExp,
    zLoss,
    zLossGradient,
    crossEntropy,
    crossEntropyGradient,
    softCrossEntropy,
    softCrossEntropyGradient,
    softmaxVjp,
    logSoftmaxVjp,
  }
}

/**
 * The operations that depend on the sum itself, which have a value where it is zero or infinite:
 * that value, given its logarithm, -Infinity or Infinity.
 */
export const ofMass: {
  readonly [O in OperationName]?: (mass: number, z: readonly number[]) => number | number[]
} = {
  logSumExp: (mass) => mass,
  zLoss: (mass) => mass ** 2,
  zLossGradient: (mass, z) =>
    z.map((x) =>
      mass === -Infinity ? NaN
      : x === mass ? mass
      : 0,
    ),
}

/** weight x, and zero where the weight is zero, whatever x is: a term of weight 0 is not there. */
export const timesUnlessZero = <T>(k: Arithmetic<T>, weight: T, x: () => T): T =>
  k.isZero(weight) ? k.from(0) : k.mul(weight, x())

/**
 * The sum of all the other entries, for each entry, from the sums of what stands before and after
 * it.
 */
const sumsOfOthers = <T>(k: Arithmetic<T>, xs: readonly T[]): T[] => {
  const running = (list: readonly T[]): T[] => {
    let soFar = k.from(0)
    return list.map((x) => {
      const before = soFar
      soFar = k.add(soFar, x)
      return before
    })
  }
  const before = running(xs)
  const after = running(xs.toReversed()).toReversed()
  return before.map((b, i) => k.add(b, at(after, i)))
}
