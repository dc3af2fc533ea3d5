import type { Parts } from './parts.ts'

/** The operations on one logit, and the loss with a weight of positives. */
export const logitOperations = ({ k, algorithm, powers }: Parts) => {
  const exp = powers.from(0)
  const sigmoid = (x: number): number =>
    algorithm.sigmoid === 'tanh' ?
      k.mul(0.5, k.add(1, k.tanh(k.mul(0.5, x))))
    : k.div(1, k.add(1, exp(-x)))
  /** log(1 + e^-|x|). */
  const excess = (x: number): number => {
    const e = exp(-Math.abs(x))
    return algorithm.softplus === 'log' ? powers.log(k.add(1, e)) : k.log1p(e)
  }
  const softplus = (x: number): number => k.add(Math.max(x, 0), excess(x))

  /** (w t) softplus(-x) + (1 - t) softplus(x), where a term without weight is left out. */
  const ofBoth = (x: number, target: number, positive: number): number => {
    const [ofOne, ofZero] = [k.mul(positive, target), k.sub(1, target)]
    return k.add(
      ofOne === 0 ? 0 : k.mul(ofOne, softplus(-x)),
      ofZero === 0 ? 0 : k.mul(ofZero, softplus(x)),
    )
  }
  /** max(x, 0) - x t + log1p(e^-|x|). */
  const plain = (x: number, target: number): number =>
    k.add(k.sub(Math.max(x, 0), k.mul(x, target)), excess(x))
  /** (1 - t) x + (1 + (w - 1) t) (log1p(e^-|x|) + max(-x, 0)), as torch has it. */
  const weighted = (x: number, target: number, positive: number): number => {
    const weight = k.add(1, k.mul(k.sub(positive, 1), target))
    const ofZero = k.mul(k.sub(1, target), x)
    return k.add(ofZero, k.mul(weight, k.add(excess(x), Math.max(-x, 0))))
  }
  /** A target that is a probability; else an error, NaN or the target, as the algorithm has it. */
  const asked = (target: number): number => {
    if ((target >= 0 && target <= 1) || algorithm.target === undefined) return target
    if (algorithm.target === 'nan') return NaN
    throw new RangeError(`expected a target in [0, 1], but received ${target}`)
  }
  const loss = (x: number, given: number, positive = 1): number => {
    const target = asked(given)
    return (
      algorithm.binary !== 'torch' ? ofBoth(x, target, positive)
      : positive === 1 ? plain(x, target)
      : weighted(x, target, positive)
    )
  }
  /** sigmoid(x) - t; with a weight of positives, sigmoid(x) (1 - t + w t) - w t. */
  const gradient = (x: number, given: number, positive = 1): number => {
    const target = asked(given)
    if (positive === 1) return k.sub(sigmoid(x), target)
    const ofOne = k.mul(positive, target)
    return k.sub(k.mul(sigmoid(x), k.add(k.sub(1, target), ofOne)), ofOne)
  }
  /** g times the gradient, or sigmoid(x) (g (1 - t) + g w t) - g w t. */
  const pull = (x: number, target: number, g: number, positive: number): number => {
    if (algorithm.pull !== 'terms') return k.mul(g, gradient(x, target, positive))
    const ofOne = k.mul(g, k.mul(positive, target))
    return k.sub(k.mul(sigmoid(x), k.add(k.mul(g, k.sub(1, target)), ofOne)), ofOne)
  }
  return {
    pull,
    sigmoid,
    logSigmoid: (x: number): number => -softplus(-x),
    softplus,
    binaryCrossEntropy: loss,
    binaryCrossEntropyGradient: gradient,
  }
}
