import type { Arithmetic } from '../arithmetic/arithmetic.ts'
import { at, indexOfGreatest } from '../arithmetic/sequence.ts'

/**
 * How a batch becomes one number, and how its rows are weighted. Weights multiply targets; a mean
 * divides by them.
 */
export type BatchOptions = {
  readonly reduction: 'none' | 'mean' | 'sum'
  /** One weight per class; the mean divides by the sum of the weights of the labels. */
  readonly classWeights?: readonly number[]
  /** e in t = (1 - e) onehot + e / K, in [0, 1]. */
  readonly labelSmoothing?: number
  /** Rows with this label contribute neither loss, gradient nor denominator. */
  readonly ignoreIndex?: number
}

export type BinaryBatchOptions = {
  readonly reduction: 'none' | 'mean' | 'sum'
  /** w in w t softplus(-x) + (1 - t) softplus(x). */
  readonly posWeight?: number
}

/**
 * Every operation of the contract over an arithmetic k, in the form that keeps relative accuracy in
 * the tails.
 *
 * Two identities carry it. For any index k, log sum_j e^(z_j) = z_k + log1p(sum_{j != k} e^(z_j -
 * z_k)); the pivot k is chosen greatest so that nothing overflows, and since the identity holds for
 * every k, slopes and enclosures stay true whichever is chosen. And 1 - p_i is the sum of the other
 * probabilities, so that nothing is ever subtracted from 1.
 */
export const losses = <T>(k: Arithmetic<T>) => {
  const zero = k.from(0)
  const one = k.from(1)
  const total = (xs: readonly T[]): T => xs.reduce(k.add, zero)
  const timesUnlessZero = (weight: T, x: () => T): T =>
    k.isZero(weight) ? zero : k.mul(weight, x())

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

  const sigmoid = (x: T): T => {
    if (!k.less(x, zero)) return k.div(one, k.add(one, k.exp(k.neg(x))))
    const e = k.exp(x)
    return k.div(e, k.add(one, e))
  }
  const softplus = (x: T): T =>
    k.less(x, zero) ? k.log1p(k.exp(x)) : k.add(x, k.log1p(k.exp(k.neg(x))))
  const logSigmoid = (x: T): T => k.neg(softplus(k.neg(x)))

  const softmax = (z: readonly T[]): T[] => {
    const { pivot, weights, excess } = tail(z)
    const whole = k.add(one, excess)
    return weights.map((w, j) => k.div(j === pivot ? one : w, whole))
  }
  const logSumExp = (z: readonly T[]): T => {
    const { peak, excess } = tail(z)
    return k.add(peak, k.log1p(excess))
  }
  /** -log p_i = (peak - z_i) + log1p(excess): two terms of one sign, so nothing cancels. */
  const surprises = (z: readonly T[]): ((i: number) => T) => {
    const { peak, excess } = tail(z)
    const floor = k.log1p(excess)
    return (i) => k.add(k.sub(peak, at(z, i)), floor)
  }
  const logSoftmax = (z: readonly T[]): T[] => {
    const surprise = surprises(z)
    return z.map((_, i) => k.neg(surprise(i)))
  }

  const crossEntropy = (z: readonly T[], label: number): T => surprises(z)(label)
  const crossEntropyGradient = (z: readonly T[], label: number): T[] => {
    const p = softmax(z)
    at(p, label)
    return p.map((x, i) => (i === label ? k.neg(total(p.filter((_, j) => j !== label))) : x))
  }

  const softCrossEntropy = (z: readonly T[], target: readonly T[]): T => {
    const surprise = surprises(z)
    return total(target.map((t, i) => timesUnlessZero(t, () => surprise(i))))
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

  const weightedBinary = (x: T, target: T, positive: T): T =>
    k.add(
      timesUnlessZero(k.mul(positive, target), () => softplus(k.neg(x))),
      timesUnlessZero(k.sub(one, target), () => softplus(x)),
    )
  const weightedBinaryGradient = (x: T, target: T, positive: T): T =>
    k.sub(k.mul(k.sub(one, target), sigmoid(x)), k.mul(k.mul(positive, target), sigmoid(k.neg(x))))
  const binaryCrossEntropy = (x: T, target: T): T => weightedBinary(x, target, one)
  const binaryCrossEntropyGradient = (x: T, target: T): T => weightedBinaryGradient(x, target, one)

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
  const logSoftmaxVjp = (z: readonly T[], cotangent: readonly T[]): T[] =>
    softCrossEntropyGradient(z, cotangent).map(k.neg)

  /** The weights that each row puts on its classes: all zero for an ignored row. */
  const rowTargets = (
    logits: readonly (readonly T[])[],
    labels: readonly number[],
    options: BatchOptions,
  ): T[][] => {
    const smoothing = k.from(options.labelSmoothing ?? 0)
    return logits.map((z, n) => {
      if (labels[n] !== options.ignoreIndex) at(z, at(labels, n))
      const share = k.div(smoothing, k.from(z.length))
      return z.map((_, i) => {
        if (labels[n] === options.ignoreIndex) return zero
        const t = labels[n] === i ? k.add(k.sub(one, smoothing), share) : share
        return options.classWeights ? k.mul(k.from(at(options.classWeights, i)), t) : t
      })
    })
  }
  const denominator = (
    labels: readonly number[],
    { reduction, classWeights, ignoreIndex }: BatchOptions,
  ): T =>
    reduction !== 'mean' ? one : (
      total(
        labels.map((y) =>
          k.from(
            y === ignoreIndex ? 0
            : classWeights ? at(classWeights, y)
            : 1,
          ),
        ),
      )
    )
  const batchCrossEntropy = (
    logits: readonly (readonly T[])[],
    labels: readonly number[],
    options: BatchOptions,
  ) => {
    const targets = rowTargets(logits, labels, options)
    const rows = logits.map((z, n) => softCrossEntropy(z, at(targets, n)))
    return options.reduction === 'none' ? rows : k.div(total(rows), denominator(labels, options))
  }
  /** The gradient of the reduced loss; under `none`, of the sum of the rows. */
  const batchCrossEntropyGradient = (
    logits: readonly (readonly T[])[],
    labels: readonly number[],
    options: BatchOptions,
  ): T[][] => {
    const targets = rowTargets(logits, labels, options)
    const by = denominator(labels, options)
    return logits.map((z, n) =>
      softCrossEntropyGradient(z, at(targets, n)).map((g) => k.div(g, by)),
    )
  }

  const batchBinaryCrossEntropy = (
    logits: readonly T[],
    targets: readonly T[],
    options: BinaryBatchOptions,
  ) => {
    const positive = k.from(options.posWeight ?? 1)
    const rows = logits.map((x, n) => weightedBinary(x, at(targets, n), positive))
    return options.reduction === 'none' ? rows : k.div(total(rows), meanOver(rows, options))
  }
  const batchBinaryCrossEntropyGradient = (
    logits: readonly T[],
    targets: readonly T[],
    options: BinaryBatchOptions,
  ): T[] => {
    const positive = k.from(options.posWeight ?? 1)
    return logits.map((x, n) =>
      k.div(weightedBinaryGradient(x, at(targets, n), positive), meanOver(logits, options)),
    )
  }
  const meanOver = (rows: readonly T[], { reduction }: BinaryBatchOptions): T =>
    k.from(reduction === 'mean' ? rows.length : 1)

  return {
    softmax,
    logSoftmax,
    logSumExp,
    sigmoid,
    logSigmoid,
    softplus,
    crossEntropy,
    crossEntropyGradient,
    softCrossEntropy,
    softCrossEntropyGradient,
    binaryCrossEntropy,
    binaryCrossEntropyGradient,
    softmaxVjp,
    logSoftmaxVjp,
    batchCrossEntropy,
    batchCrossEntropyGradient,
    batchBinaryCrossEntropy,
    batchBinaryCrossEntropyGradient,
  }
}

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
