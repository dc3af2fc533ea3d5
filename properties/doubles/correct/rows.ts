import type { Parts } from './parts.ts'

type Row = readonly number[]

/** The operations on one row of logits. */
export const rowOperations = ({ k, algorithm, sum, logSumExp, softmax, surprises }: Parts) => {
  /** What f gives for a label that is a class; else an error or NaN, as the algorithm has it. */
  const labelled =
    <R>(f: (z: Row, label: number) => R, otherwise: (z: Row) => R) =>
    (z: Row, label: number): R => {
      if (Number.isInteger(label) && label >= 0 && label < z.length) return f(z, label)
      if (algorithm.label === 'nan') return otherwise(z)
      throw new RangeError(`expected one of ${z.length} classes, but received ${label}`)
    }
  const notNumbers = (z: Row): number[] => z.map(() => NaN)

  return {
    softmax,
    logSoftmax: (z: Row): number[] => z.map((_, i) => i).map(negated(surprises(z))),
    logSumExp,
    zLoss: (z: Row): number => {
      const mass = logSumExp(z)
      return k.mul(mass, mass)
    },
    /** (2 lse) p_i. */
    zLossGradient: (z: Row): number[] => {
      const twice = k.mul(2, logSumExp(z))
      return softmax(z).map((p) => k.mul(twice, p))
    },
    crossEntropy: labelled(
      (z, label) => surprises(z)(label),
      () => NaN,
    ),
    /** p_i, and p_y - 1 at the label. */
    crossEntropyGradient: labelled(
      (z, label) => softmax(z).map((p, i) => (i === label ? k.sub(p, 1) : p)),
      notNumbers,
    ),
    /** sum t_i (-log p_i), where a class without weight is left out. */
    softCrossEntropy: (z: Row, target: Row): number => {
      const surprise = surprises(z)
      return sum(target.flatMap((t, i) => (t === 0 ? [] : [k.mul(t, surprise(i))])))
    },
    /** p_i T - t_i with T = sum t. */
    softCrossEntropyGradient: (z: Row, target: Row): number[] => {
      const mass = sum(target)
      return softmax(z).map((p, i) => k.sub(k.mul(p, mass), target[i] ?? NaN))
    },
    /** p_j (g_j - sum_i p_i g_i). */
    softmaxVjp: (z: Row, cotangent: Row): number[] => {
      const p = softmax(z)
      const mean = sum(p.map((x, i) => k.mul(x, cotangent[i] ?? NaN)))
      return p.map((x, j) => k.mul(x, k.sub(cotangent[j] ?? NaN, mean)))
    },
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
