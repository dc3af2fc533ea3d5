import type { Parts } from './parts.ts'

type Row = readonly number[]

/** The operations on one row of logits. */
export const rowOperations = ({
  k,
  algorithm,
  powers,
  sum,
  logSumExp,
  softmax,
  surprises,
}: Parts) => {
  /** What f gives for a label that is a class; else an error or NaN, as the algorithm has it. */
  const labelled =
    <R>(f: (z: Row, label: number) => R, otherwise: (z: Row) => R) =>
    (z: Row, label: number): R => {
      if (Number.isInteger(label) && label >= 0 && label < z.length) return f(z, label)
      if (algorithm.label === 'nan') return otherwise(z)
      throw new RangeError(`expected one of ${z.length} classes, but received ${label}`)
    }
  const notNumbers = (z: Row): number[] => z.map(() => NaN)

  /** p_j (g_j - sum_i p_i g_i), where a class of probability 0 has no part. */
  const jacobianTimes = (z: Row, g: Row): number[] => {
    const p = softmax(z)
    const times = (x: number, y: number): number => (x === 0 ? 0 : k.mul(x, y))
    const mean = sum(p.map((x, i) => times(x, g[i] ?? NaN)))
    return p.map((x, j) => times(x, k.sub(g[j] ?? NaN, mean)))
  }
  /** p_i T - t_i with T = sum t. */
  const softSlopes = (z: Row, target: Row): number[] => {
    const mass = sum(target)
    return softmax(z).map((p, i) => k.sub(k.mul(p, mass), target[i] ?? NaN))
  }

  return {
    softmax,
    logSoftmax: (z: Row): number[] => z.map((_, i) => i).map(negated(surprises(z))),
    logSumExp,
    mergeLogSumExp: logSumExp,
    zLoss: (z: Row): number => {
      const mass = logSumExp(z)
      return k.mul(mass, mass)
    },
    /** (2 lse) p_i. */
    zLossGradient: (z: Row): number[] => {
      const twice = k.mul(2, logSumExp(z))
      return softmax(z).map((p) => k.mul(twice, p))
    },
    /** sum p_i (-log p_i), or lse - sum p_i z_i, where a class of probability 0 is left out. */
    entropy: (z: Row): number => {
      const p = softmax(z)
      const mean = (of: (i: number) => number): number =>
        sum(p.flatMap((x, i) => (x === 0 ? [] : [k.mul(x, of(i))])))
      return algorithm.loss === 'lse' ?
          k.sub(
            logSumExp(z),
            mean((i) => z[i] ?? NaN),
          )
        : mean(surprises(z))
    },
    /** p_j (sum_i p_i z_i - z_j), or p_j (-log p_j - H). */
    entropyGradient: (z: Row): number[] => {
      const surprise = surprises(z)
      const h = algorithm.loss === 'lse' ? z.map((x) => -x) : z.map((_, i) => surprise(i))
      return jacobianTimes(z, h)
    },
    logSumExpHessianTimes: jacobianTimes,
    crossEntropy: labelled(
      (z, label) => surprises(z)(label),
      () => NaN,
    ),
    /** p_i, and p_y - 1 at the label. */
    crossEntropyGradient: labelled(
      (z, label) => softmax(z).map((p, i) => (i === label ? k.sub(p, 1) : p)),
      notNumbers,
    ),
    crossEntropyHessianTimes: (z: Row, _: number, v: Row): number[] => jacobianTimes(z, v),
    nllLoss: labelled(
      (l, label) => -(l[label] ?? NaN),
      () => NaN,
    ),
    nllLossGradient: labelled((l, label) => l.map((_, i) => (i === label ? -1 : 0)), notNumbers),
    /** sum t_i (-log p_i), where a class without weight is left out. */
    softCrossEntropy: (z: Row, target: Row): number => {
      const surprise = surprises(z)
      return sum(target.flatMap((t, i) => (t === 0 ? [] : [k.mul(t, surprise(i))])))
    },
    softCrossEntropyGradient: softSlopes,
    softmaxVjp: jacobianTimes,
    /** sum t_i (log t_i - log p_i), or sum t_i log t_i less sum t_i log p_i. */
    klDivergence: (z: Row, target: Row): number => {
      const surprise = surprises(z)
      const terms = (of: (t: number, i: number) => number): number =>
        sum(target.flatMap((t, i) => (t === 0 ? [] : [k.mul(t, of(t, i))])))
      return algorithm.loss === 'lse' ?
          k.add(
            terms(powers.log),
            terms((_, i) => surprise(i)),
          )
        : terms((t, i) => k.add(powers.log(t), surprise(i)))
    },
    klDivergenceGradient: softSlopes,
    /** g_i - p_i G with G = sum g. */
    logSoftmaxVjp: (z: Row, cotangent: Row): number[] => {
      const whole = sum(cotangent)
      return softmax(z).map((p, i) => k.sub(cotangent[i] ?? NaN, k.mul(p, whole)))
    },
  }
}

const negated =
  (f: (i: number) => number) =>
  (i: number): number =>
    -f(i)
