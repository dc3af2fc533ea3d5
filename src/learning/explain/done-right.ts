/**
 * The operations on one row or one logit, written plainly in doubles and right in both tiers: the
 * code that an explanation shows beside a mistake. It is published as it stands here.
 */
import { at, indexOfGreatest, total } from '../../arithmetic/sequence.ts'

type Row = readonly number[]

export const softmax = (z: Row): number[] => {
  const { exps, rest } = shifted(z)
  return exps.map((e) => e / (1 + rest))
}

export const logSoftmax = (z: Row): number[] => {
  const { greatest, rest } = shifted(z)
  return z.map((x) => x - greatest - Math.log1p(rest))
}

export const logSumExp = (z: Row): number => {
  const { greatest, rest } = shifted(z)
  return Math.abs(greatest) === Infinity ? greatest : greatest + Math.log1p(rest)
}

export const zLoss = (z: Row): number => logSumExp(z) ** 2

export const zLossGradient = (z: Row): number[] => softmax(z).map((p) => 2 * p * logSumExp(z))

export const sigmoid = (x: number): number =>
  x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x))

export const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))

export const logSigmoid = (x: number): number => -softplus(-x)

export const crossEntropy = (z: Row, label: number): number => {
  const { greatest, rest } = shifted(z)
  return greatest - at(z, label) + Math.log1p(rest)
}

export const crossEntropyGradient = (z: Row, label: number): number[] => {
  const p = softmax(z)
  if (p[label] === undefined) throw new RangeError(`expected a class, but received ${label}`)
  return p.with(label, -without(label, p))
}

export const softCrossEntropy = (z: Row, target: Row): number => {
  const logs = logSoftmax(z)
  return total(target.map((t, i) => (t === 0 ? 0 : -t * at(logs, i))))
}

export const softCrossEntropyGradient = (z: Row, target: Row): number[] => {
  const p = softmax(z)
  return p.map((share, i) => share * without(i, target) - at(target, i) * without(i, p))
}

export const binaryCrossEntropy = (x: number, target: number): number =>
  (target === 0 ? 0 : target * softplus(-x)) + (target === 1 ? 0 : (1 - target) * softplus(x))

export const binaryCrossEntropyGradient = (x: number, target: number): number =>
  (1 - target) * sigmoid(x) - target * sigmoid(-x)

export const softmaxVjp = (z: Row, cotangent: Row): number[] => {
  const p = softmax(z)
  const g = cotangent.map((x) => x - at(cotangent, indexOfGreatest(z)))
  const mean = total(p.map((share, i) => share * at(g, i)))
  return p.map((share, i) => share * (at(g, i) - mean))
}

export const logSoftmaxVjp = (z: Row, cotangent: Row): number[] => {
  const p = softmax(z)
  return p.map((share, i) => at(cotangent, i) * without(i, p) - share * without(i, cotangent))
}

/** The greatest logit, e^(z − greatest), and the sum of these but for the 1 of the greatest. */
const shifted = (z: Row) => {
  const k = indexOfGreatest(z)
  const greatest = at(z, k)
  const exps = z.map((x) => Math.exp(x - greatest))
  return { greatest, exps, rest: without(k, exps) }
}

/** The sum of all entries but the one at i: for each of K entries, that takes K² additions. */
const without = (i: number, xs: Row): number => total(xs.filter((_, j) => j !== i))
