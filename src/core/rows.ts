import type { Arithmetic } from '../arithmetic/arithmetic.ts'
import { alike, type Grouping } from '../arithmetic/alike.ts'
import { at, indexOfGreatest } from '../arithmetic/sequence.ts'
import type { OperationName } from '../contract/operations.ts'
import { blocksOver, times, totalOver, type Block, type Counts } from './total.ts'

/**
 * The operations on one row of logits, over an arithmetic k.
 *
 * Two identities carry them. For any index k, log sum_j e^(z_j) = z_k + log1p(sum_{j != k} e^(z_j -
 * z_k)); the pivot k is chosen greatest so that nothing overflows, and since the identity holds for
 * every k, slopes and enclosures stay true whichever is chosen. And 1 - p_i is the sum of the other
 * probabilities, so that nothing is ever subtracted from 1.
 *
 * Entries that are alike are computed once, and counted: that costs the number of distinct entries.
 */
export const rowLosses = <T>(k: Arithmetic<T>, grouped: Grouping = alike) => {
  const zero = k.from(0)
  const one = k.from(1)
  const total = totalOver(k)
  const blocks = blocksOver(k)

  /**
   * The pivot's logit, and e^(z_j - pivot) for every other j, with their sum. At the pivot itself
   * stands 0 z, zero unless z is NaN or -Infinity, which then reaches every result, and the ones of
   * its copies.
   */
  const tail = (z: readonly T[], counts: Counts) => {
    const pivot = indexOfGreatest(z, k.less)
    const peak = at(z, pivot)
    const copies = counts ? at(counts, pivot) - 1 : 0
    const own = copies === 0 ? k.mul(zero, peak) : k.add(k.mul(zero, peak), k.from(copies))
    const weights = z.map((x, j) => (j === pivot ? own : k.exp(k.sub(x, peak))))
    return { pivot, peak, weights, excess: total(weights, counts?.with(pivot, 1)) }
  }

  /** e^(z_i - z_k) / (1 + sum_{j != k} e^(z_j - z_k)), for every i. */
  const shares = (z: readonly T[], counts: Counts): T[] => {
    const { pivot, weights, excess } = tail(z, counts)
    const whole = k.add(one, excess)
    return weights.map((w, j) => k.div(j === pivot ? one : w, whole))
  }
  /** e^(z_i) / sum_j e^(z_j), for every i. */
  const softmax = (z: readonly T[]): T[] => {
    const { pick, expand, counts } = grouped([z])
    return expand(shares(pick(z), counts))
  }
  /** z_k + log1p(sum_{j != k} e^(z_j - z_k)). */
  const logSumExp = (z: readonly T[]): T => {
    const { pick, counts } = grouped([z])
    const { peak, excess } = tail(pick(z), counts)
    return k.add(peak, k.log1p(excess))
  }
  /** The square of log sum_j e^(z_j), which keeps it near 0 (Zoph et al. 2022, eq. 5). */
  const zLoss = (z: readonly T[]): T => {
    const mass = logSumExp(z)
    return k.mul(mass, mass)
  }
  /** 2 p_i log sum_j e^(z_j), where 2 p_i cannot overflow. */
  const zLossGradient = (z: readonly T[]): T[] => {
    const { pick, expand, counts } = grouped([z])
    const mass = logSumExp(z)
    return expand(shares(pick(z), counts).map((p) => k.mul(k.mul(k.from(2), p), mass)))
  }
  /** sum_i p_i (-log p_i), where a probability of zero asks for no logarithm. */
  const entropy = (z: readonly T[]): T => {
    const { pick, counts } = grouped([z])
    const own = pick(z)
    const surprise = surprises(own, counts)
    const terms = shares(own, counts).map((p, i) => timesUnlessZero(k, p, () => at(surprise, i)))
    return total(terms, counts)
  }
  /**
   * p_i (g_i - sum_j p_j g_j) for the gaps g_i = peak - z_i, of which -log p_i is a shift: the pivot
   * has none, so that nothing cancels there.
   */
  const entropyGradient = (z: readonly T[]): T[] => {
    const { pick, expand, counts } = grouped([z])
    const own = pick(z)
    const peak = at(own, indexOfGreatest(own, k.less))
    return expand(
      centred(
        shares(own, counts),
        own.map((x) => k.sub(peak, x)),
        counts,
      ),
    )
  }

  /** -log p_i = (peak - z_i) + log1p(excess): two terms of one sign, so nothing cancels. */
  const surprises = (z: readonly T[], counts: Counts): T[] => {
    const { peak, excess } = tail(z, counts)
    const floor = k.log1p(excess)
    return z.map((x) => k.add(k.sub(peak, x), floor))
  }
  /** -((z_k - z_i) + log1p(sum_{j != k} e^(z_j - z_k))), for every i. */
  const logSoftmax = (z: readonly T[]): T[] => {
    const { pick, expand, counts } = grouped([z])
    return expand(surprises(pick(z), counts).map(k.neg))
  }

  /** (z_k - z_y) + log1p(sum_{j != k} e^(z_j - z_k)). */
  const crossEntropy = (z: readonly T[], label: number): T => {
    at(z, label)
    const { pick, groupOf, counts } = grouped([z])
    return at(surprises(pick(z), counts), groupOf(label))
  }
  /**
   * softmax(z)_i for every i but the label, and there minus the sum of the others, which is 0 p_y
   * where there are none: NaN stays NaN.
   */
  const crossEntropyGradient = (z: readonly T[], label: number): T[] => {
    at(z, label)
    const { pick, expand, groupOf, counts } = grouped([z], label)
    const own = groupOf(label)
    const p = shares(pick(z), counts)
    const others = (_: unknown, j: number): boolean => j !== own
    const rest = total(p.filter(others), counts?.filter(others))
    return expand(p.with(own, k.neg(k.add(k.mul(zero, at(p, own)), rest))))
  }

  /** -l_y, whatever the other log-probabilities are. */
  const nllLoss = (l: readonly T[], label: number): T => k.neg(at(l, label))
  const nllLossGradient = (l: readonly T[], label: number): T[] => {
    at(l, label)
    return Array<T>(l.length).fill(zero).with(label, k.from(-1))
  }

  /** sum_i t_i (-log p_i), where a weight of zero asks for no logarithm. */
  const softCrossEntropy = (z: readonly T[], target: readonly T[]): T => {
    const { pick, counts } = grouped([z, target])
    const surprise = surprises(pick(z), counts)
    const terms = pick(target).map((t, i) => timesUnlessZero(k, t, () => at(surprise, i)))
    return total(terms, counts)
  }
  /**
   * p_i sum t - t_i, written p_i sum_{j != i} t_j - t_i sum_{j != i} p_j: right for weights that do
   * not sum to one.
   */
  const softCrossEntropyGradient = (z: readonly T[], target: readonly T[]): T[] => {
    const { pick, expand, counts } = grouped([z, target])
    const [p, t] = [shares(pick(z), counts), pick(target)]
    const [otherP, otherT] = [sumsOfOthers(p, counts), sumsOfOthers(t, counts)]
    return expand(p.map((x, i) => k.sub(k.mul(x, at(otherT, i)), k.mul(at(t, i), at(otherP, i)))))
  }

  /**
   * The weights at which a soft cross-entropy is the focal loss, t_i q_i^g with q_i = 1 - p_i (Lin et
   * al. 2017, eq. 4, for each class); and those at which its gradient is that of the focal loss, t_i
   * q_i^g (1 + g p_i (-log p_i) / q_i). The quotient lies in [0, 1]. Where no other class is in reach,
   * q_i^g multiplies what vanishes, so that any number from 0 to 1 stands for it.
   */
  const focalWeights = (
    z: readonly T[],
    target: readonly T[],
    focusing: number,
    of: 'loss' | 'slopes',
  ): readonly T[] => {
    const { pick, expand, counts } = grouped([z, target])
    const own = pick(z)
    const p = shares(own, counts)
    const [surprise, others] = [surprises(own, counts), sumsOfOthers(p, counts)]
    // Some arithmetics take e^x for 0 from there on.
    const [g, least] = [k.from(focusing), k.exp(k.from(-(2 ** 19)))]
    const weightOf = (i: number): T => {
      const q = at(others, i)
      const isAlone = k.isZero(q) || k.less(q, least)
      const power = isAlone ? k.step(zero) : k.exp(k.mul(g, k.log(q)))
      if (of === 'loss') return power
      const ratio =
        isAlone ? one : (
          k.div(
            timesUnlessZero(k, at(p, i), () => at(surprise, i)),
            q,
          )
        )
      return k.mul(power, k.add(one, k.mul(g, ratio)))
    }
    return expand(pick(target).map((t, i) => timesUnlessZero(k, t, () => weightOf(i))))
  }

  /** sum_i t_i (log t_i - log p_i), where a weight of zero asks for no logarithm. */
  const klDivergence = (z: readonly T[], target: readonly T[]): T => {
    const { pick, counts } = grouped([z, target])
    const surprise = surprises(pick(z), counts)
    const terms = pick(target).map((t, i) =>
      timesUnlessZero(k, t, () => k.add(k.log(t), at(surprise, i))),
    )
    return total(terms, counts)
  }

  /** p_i (h_i - sum_j p_j h_j), where a class of probability zero has no part, whatever h is. */
  const centred = (p: readonly T[], h: readonly T[], counts: Counts): T[] => {
    const mean = total(
      p.map((x, j) => timesUnlessZero(k, x, () => at(h, j))),
      counts,
    )
    return p.map((x, i) => timesUnlessZero(k, x, () => k.sub(at(h, i), mean)))
  }
  /** That with h = g less its entry at the pivot: a constant cotangent gives exactly zero. */
  const softmaxVjp = (z: readonly T[], cotangent: readonly T[]): T[] => {
    const { pick, expand, counts } = grouped([z, cotangent])
    const [own, g] = [pick(z), pick(cotangent)]
    const p = shares(own, counts)
    const centre = at(g, indexOfGreatest(own, k.less))
    return expand(
      centred(
        p,
        g.map((x) => k.sub(x, centre)),
        counts,
      ),
    )
  }
  /** The Jacobian of softmax is the Hessian of log sum_j e^(z_j), and symmetric. */
  const logSumExpHessianTimes = softmaxVjp
  /** The loss differs from log sum_j e^(z_j) by a logit, which has no second slope. */
  const crossEntropyHessianTimes = (
    z: readonly T[],
    label: number,
    direction: readonly T[],
  ): T[] => {
    at(z, label)
    return softmaxVjp(z, direction)
  }
  /** The gradient of the soft cross-entropy whose weights are minus the cotangent. */
  const logSoftmaxVjp = (z: readonly T[], cotangent: readonly T[]): T[] => {
    const { pick, expand } = alike([cotangent])
    return softCrossEntropyGradient(z, expand(pick(cotangent).map(k.neg)))
  }

  /**
   * The sum of all the other entries, for each entry: in a block from the sums of what stands before
   * and after it, and its own copies; of the other blocks as halves of halves.
   */
  const sumsOfOthers = (xs: readonly T[], counts: Counts): T[] => {
    const others = Array<T>(xs.length)
    const terms = counts ? xs.map((x, i) => times(k, at(counts, i), x)) : xs
    const fill = ({ start, end, halves }: Block<T>, outside: T): void => {
      if (halves) {
        const [left, right] = halves
        fill(left, k.add(outside, right.sum))
        fill(right, k.add(outside, left.sum))
        return
      }
      let before = zero
      for (let i = start; i < end; i++) {
        others[i] = before
        before = k.add(before, at(terms, i))
      }
      let after = zero
      for (let i = end - 1; i >= start; i--) {
        const copies = counts ? at(counts, i) - 1 : 0
        const apart = k.add(k.add(at(others, i), after), outside)
        others[i] = copies === 0 ? apart : k.add(apart, times(k, copies, at(xs, i)))
        after = k.add(after, at(terms, i))
      }
    }
    fill(blocks(terms), zero)
    return others
  }

  return {
    softmax,
    logSoftmax,
    logSumExp,
    mergeLogSumExp: logSumExp,
    zLoss,
    zLossGradient,
    entropy,
    entropyGradient,
    logSumExpHessianTimes,
    crossEntropy,
    crossEntropyGradient,
    crossEntropyHessianTimes,
    nllLoss,
    nllLossGradient,
    softCrossEntropy,
    softCrossEntropyGradient,
    focalWeights,
    klDivergence,
    klDivergenceGradient: softCrossEntropyGradient,
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
  mergeLogSumExp: (mass) => mass,
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
