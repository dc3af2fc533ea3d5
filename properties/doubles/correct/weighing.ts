import { at } from '../../../src/arithmetic/sequence.ts'
import type { BatchOptions } from '../../../src/contract/operations.ts'
import type { Parts } from './parts.ts'
import type { rowOperations } from './rows.ts'

type Row = readonly number[]
type Rows = ReturnType<typeof rowOperations>

/**
 * r (((1 - e) w_y) (-log p_y) + sum_i ((e / K) w_i) (-log p_i) + a lse^2), or with r taken into the
 * weights; and 0 where the row is ignored.
 */
export const rowLoss = (
  parts: Parts,
  rows: Rows,
  z: Row,
  label: number,
  weight: number,
  options: BatchOptions,
): number => {
  if (label === options.ignoreIndex) return 0
  const { k, algorithm } = parts
  const [r, a] = [k.read(weight), k.read(options.zLoss ?? 0)]
  const isInWeights = algorithm.pull === 'terms'
  const loss = lossOf(parts, rows, z, label, isInWeights ? weight : 1, options)
  const whole = a === 0 ? loss : k.add(loss, k.mul(isInWeights ? k.mul(r, a) : a, rows.zLoss(z)))
  return isInWeights ? whole : k.mul(r, whole)
}

const lossOf = (
  parts: Parts,
  { crossEntropy }: Rows,
  z: Row,
  label: number,
  weight: number,
  options: BatchOptions,
): number => {
  const { k, sum, surprises } = parts
  const { weightOf, kept, share, targetOf } = weighing(k, z, weight, options)
  if (options.focusing) {
    const terms = targetOf(label)
    return focalLoss(parts, z, terms, options.focusing)
  }
  const ofLabel = crossEntropy(z, label)
  const times = (weight: number, x: number): number[] => (weight === 0 ? [] : [k.mul(weight, x)])
  const first = times(k.mul(kept, weightOf(label)), ofLabel)
  if (share === 0 || Number.isNaN(ofLabel)) return sum([...first, ...times(share, ofLabel)])
  const surprise = surprises(z)
  return sum([...first, ...z.flatMap((_, i) => times(k.mul(share, weightOf(i)), surprise(i)))])
}

/**
 * g times the gradient; or g p_i - g at the label, with g taken into the weight first, and with
 * smoothing p_i T - t_i for the weights g t.
 */
export const rowPull = (
  parts: Parts,
  rows: Rows,
  z: Row,
  label: number,
  weight: number,
  g: number,
  options: BatchOptions,
): number[] => {
  const { k, algorithm, softmax } = parts
  if (algorithm.pull !== 'terms')
    return rowGradient(parts, rows, z, label, weight, options).map((x) => k.mul(g, x))
  const { weightOf, kept, share, targetOf } = weighing(k, z, weight, options)
  const withSquare = squared(parts, rows, z, k.mul(g, k.read(weight)), options)
  if (options.focusing) {
    const terms = targetOf(label)
    return focalSlopes(
      parts,
      rows,
      z,
      terms.map((t) => k.mul(g, t)),
      options.focusing,
    ).map(withSquare)
  }
  if (share === 0) {
    const weight = k.mul(g, weightOf(label))
    return softmax(z)
      .map((p, i) => k.sub(k.mul(weight, p), i === label ? weight : 0))
      .map(withSquare)
  }
  const target = targetOf(label)
  return rows
    .softCrossEntropyGradient(
      z,
      target.map((t) => k.mul(g, t)),
    )
    .map(withSquare)
}

/**
 * The same of a row with weights q of its own, t_i = w_i ((1 - e) q_i + e / K): the loss, its gradient,
 * and g times that, with r or g r taken into the weights or not.
 */
export const softRow = (
  parts: Parts,
  rows: Rows,
  z: Row,
  q: Row,
  weight: number,
  options: BatchOptions,
) => {
  const { k, algorithm } = parts
  const isInWeights = algorithm.pull === 'terms'
  const [r, a] = [k.read(weight), k.read(options.zLoss ?? 0)]
  const targetTimes = (factor: number): number[] => {
    const { weightOf, kept, share } = weighing(k, z, factor, options)
    return q.map((x, i) => k.mul(weightOf(i), share === 0 ? x : k.add(k.mul(kept, x), share)))
  }
  const { focusing } = options
  const softLoss = (terms: Row): number =>
    focusing ? focalLoss(parts, z, terms, focusing) : rows.softCrossEntropy(z, terms)
  const slopesAt = (terms: Row): number[] =>
    focusing ?
      focalSlopes(parts, rows, z, terms, focusing)
    : rows.softCrossEntropyGradient(z, terms)
  return {
    loss: (): number => {
      const loss = softLoss(targetTimes(isInWeights ? weight : 1))
      const whole =
        a === 0 ? loss : k.add(loss, k.mul(isInWeights ? k.mul(r, a) : a, rows.zLoss(z)))
      return isInWeights ? whole : k.mul(r, whole)
    },
    gradient: (): number[] =>
      slopesAt(targetTimes(weight)).map(squared(parts, rows, z, r, options)),
    pull: (g: number): number[] =>
      isInWeights ?
        slopesAt(targetTimes(weight).map((t) => k.mul(g, t))).map(
          squared(parts, rows, z, k.mul(g, r), options),
        )
      : slopesAt(targetTimes(weight))
          .map(squared(parts, rows, z, r, options))
          .map((x) => k.mul(g, x)),
  }
}

/** A slope and, times a factor, that of a lse^2. */
const squared = (
  { k }: Parts,
  { zLossGradient }: Rows,
  z: Row,
  factor: number,
  { zLoss }: BatchOptions,
): ((slope: number, i: number) => number) => {
  if (!zLoss) return (slope) => slope
  const slopes = zLossGradient(z)
  const by = k.mul(factor, k.read(zLoss))
  return (slope, i) => k.add(slope, k.mul(by, slopes[i] ?? NaN))
}

/**
 * r w_y (p_i - [i = y]); with smoothing p_i T - t_i for the weights t of the loss, T = sum t; and r
 * times the slope of a lse^2.
 */
export const rowGradient = (
  parts: Parts,
  rows: Rows,
  z: Row,
  label: number,
  weight: number,
  options: BatchOptions,
): number[] => {
  const { k } = parts
  const { weightOf, kept, share, targetOf } = weighing(k, z, weight, options)
  const withSquare = squared(parts, rows, z, k.read(weight), options)
  const slopes = rows.crossEntropyGradient(z, label)
  if (options.focusing && z[label] !== undefined) {
    const terms = targetOf(label)
    return focalSlopes(parts, rows, z, terms, options.focusing).map(withSquare)
  }
  if (share === 0 || z[label] === undefined)
    return slopes.map((g) => k.mul(weightOf(label), g)).map(withSquare)
  const target = targetOf(label)
  return rows.softCrossEntropyGradient(z, target).map(withSquare)
}

/** sum t_i (1 - p_i)^g (-log p_i). */
const focalLoss = (parts: Parts, z: Row, terms: Row, focusing: number): number => {
  const { k, sum, surprises } = parts
  const surprise = surprises(z)
  const { powers } = powersOf(parts, z, focusing)
  return sum(
    terms.flatMap((t, i) => (t === 0 ? [] : [k.mul(k.mul(t, at(powers, i)), surprise(i))])),
  )
}

/**
 * As what differentiates step by step has it: the slopes of the logarithms, weighed with t (1 - p)^g,
 * less the pull of softmax on t g (1 - p)^(g - 1) (-log p), which is 0 where 1 - p is.
 */
const focalSlopes = (
  parts: Parts,
  { softCrossEntropyGradient, softmaxVjp }: Rows,
  z: Row,
  terms: Row,
  focusing: number,
): number[] => {
  const { k, surprises } = parts
  const surprise = surprises(z)
  const { powers, before } = powersOf(parts, z, focusing)
  const g = k.read(focusing)
  const ofLogarithms = softCrossEntropyGradient(
    z,
    terms.map((t, i) => (t === 0 ? 0 : k.mul(t, at(powers, i)))),
  )
  const ofPowers = softmaxVjp(
    z,
    terms.map((t, i) => (t === 0 ? 0 : k.mul(k.mul(t, g), k.mul(at(before, i), surprise(i))))),
  )
  return ofLogarithms.map((x, i) => k.sub(x, at(ofPowers, i)))
}

/** (1 - p)^g and (1 - p)^(g - 1), where p is not above 1, and both are 0 where it is 1. */
const powersOf = ({ k, powers: { log, from }, softmax }: Parts, z: Row, focusing: number) => {
  const others = softmax(z).map((p) => k.sub(1, Math.min(p, 1)))
  const g = k.read(focusing)
  const power = (q: number, by: number): number => (q === 0 ? 0 : from(0)(k.mul(by, log(q))))
  return {
    powers: others.map((q) => power(q, g)),
    before: others.map((q) => power(q, k.sub(g, 1))),
  }
}

/** The weight of a class of a row with a weight, 1 - e and e / K. */
const weighing = (
  k: Parts['k'],
  { length }: Row,
  weight: number,
  { classWeights, labelSmoothing = 0 }: BatchOptions,
) => {
  const smoothing = k.read(labelSmoothing)
  const [kept, share] = [k.sub(1, smoothing), k.div(smoothing, k.read(length))]
  const weightOf = (i: number): number =>
    k.mul(k.read(weight), classWeights ? k.read(classWeights[i] ?? NaN) : 1)
  return {
    weightOf,
    kept,
    share,
    /** The weights of all classes, smoothing included, where this is the label. */
    targetOf: (label: number): number[] =>
      Array.from({ length }, (_, i) =>
        k.mul(weightOf(i), i === label ? k.add(kept, share) : share),
      ),
  }
}
