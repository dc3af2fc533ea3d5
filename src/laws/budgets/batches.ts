import { binary64 } from '../../arithmetic/binary64.ts'
import { alike, type Grouped } from '../../arithmetic/alike.ts'
import { at, total } from '../../arithmetic/sequence.ts'
import type { BatchOptions, BinaryBatchOptions } from '../../contract/operations.ts'
import { rowWeights, weighing as weighingIn } from '../../core/batches.ts'
import type { Grants } from './grants.ts'
import { binaryLoss, binaryLossOf, binarySlope, binarySlopeOf } from './logits.ts'
import { kept, keptEach, pull, pullSizes, softLoss, softLossOf } from './rows.ts'
import { lossOf, over, spread, type Spread } from './spread.ts'

/** Budgets of the operations on many rows, or many logits, in the terms of `grants.ts`. */

/**
 * The losses of a batch of rows, one by one or reduced. The weight of a row multiplies its loss, or
 * the weights of its classes, each of which may then underflow and lose so much of its logarithm.
 */
export const batchCrossEntropy = (
  rows: Rows,
  labels: readonly number[],
  options: BatchOptions,
  k: Grants,
): number | number[] => {
  const rounded = weighing(options, k)
  const each = eachRow(rows, labels, options, ({ s, target, weight }) => {
    const loss = softLossOf(s, target)
    const budget = softLoss(s, target, k) + rounded * loss
    const surprises = target.map((t, i) => (t === 0 ? 0 : 1 + lossOf(s, i)))
    return {
      loss: weight * loss,
      budget: times(weight, loss, budget, k, {
        apart: 0,
        lost: k.underflow(1 + over(s, surprises)),
      }),
    }
  })
  const [losses, budgets] = [each.map(({ loss }) => loss), each.map(({ budget }) => budget)]
  return reduced('batchCrossEntropy', losses, budgets, options, divisor(labels, options, k), k)
}

/**
 * The gradient of the reduced loss, row by row: an ignored row has none. The weight of a row goes
 * into it as a cotangent does.
 */
export const batchCrossEntropyGradient = (
  rows: Rows,
  labels: readonly number[],
  options: BatchOptions,
  k: Grants,
): number[][] => {
  const [by, rounded] = [divisor(labels, options, k), weighing(options, k)]
  return eachRow(rows, labels, options, ({ s, target, weight, expand }, label) => {
    if (label === options.ignoreIndex) return expand(target)
    const sizes = pullSizes(s, target)
    const weighed = pull(s, target, k).map((budget, i) => {
      const size = at(sizes, i)
      return times(weight, size, budget + rounded * size, k, within(s, target, i, k))
    })
    const weighedSizes = sizes.map((size) => weight * size)
    return expand(divided('batchCrossEntropyGradient', weighedSizes, weighed, by, k))
  })
}

/**
 * g_n times the gradient of row n, and one rounding of that product; or of p_i sum t and of t_i,
 * which are 2 p_i t_i greater together, where these are multiplied and then subtracted. If g_n goes
 * into the weights t first, these n, both products, n - 1 sums and the difference may underflow; and
 * with the weight of a row, which goes the same way, so may their product. A cotangent of 0 gives 0,
 * and so does an ignored row.
 */
export const batchCrossEntropyVjp = (
  rows: Rows,
  labels: readonly number[],
  cotangent: readonly number[],
  options: BatchOptions,
  k: Grants,
): number[][] => {
  const rounded = weighing(options, k)
  return eachRow(
    rows,
    labels,
    options,
    ({ s, target, weight, expand }, label, g) => {
      if (label === options.ignoreIndex || g === 0) return expand(target.map(() => 0))
      const budgets = pull(s, target, k)
      const each = pullSizes(s, target).map((size, i) => {
        const { apart, lost } = within(s, target, i, k)
        const weighed = times(weight, size, at(budgets, i) + rounded * size, k, { apart, lost })
        const product = weight === 1 ? 0 : k.underflow(1) * size
        const both = { apart: weight * apart, lost: lost + product }
        return scaled('batchCrossEntropyVjp', g, weight * size, weighed, k, both)
      })
      return expand(each)
    },
    cotangent,
  )
}

type Rows = readonly (readonly number[])[]

/**
 * What is known of a row: its classes in groups, with the weights that its label puts on them, and
 * its own.
 */
type Weighed = Grouped & {
  readonly s: Spread
  readonly target: number[]
  readonly weight: number
}

/** What an entry of a pull may lose where a factor goes into its weights first. */
const within = (s: Spread, target: readonly number[], i: number, k: Grants): Losses => ({
  apart: k.cancellation * 2 * at(s.p, i) * at(target, i),
  lost: k.underflow(2 * s.n + 2),
})

/** What a budget makes of each row, once of rows that are the same. */
const eachRow = <A>(
  rows: Rows,
  labels: readonly number[],
  options: BatchOptions,
  of: (row: Weighed, label: number, g: number) => A,
  cotangent: readonly number[] = labels.map(() => 1),
): A[] => {
  const weights = rowWeights(labels, options)
  const { first, expand } = alike([rows, labels, cotangent, weights])
  return expand(
    first.map((n) => {
      const [z, label] = [at(rows, n), at(labels, n)]
      const groups = alike(options.classWeights ? [z, options.classWeights] : [z], label)
      const { pick, counts } = groups
      const target = [...pick(targetOf(z.length, label, options))]
      const s = spread(pick(z), counts)
      return of({ ...groups, s, target, weight: at(weights, n) }, label, at(cotangent, n))
    }),
  )
}

/** The losses of a batch of single logits, one by one or reduced. */
export const batchBinaryCrossEntropy = (
  xs: readonly number[],
  targets: readonly number[],
  options: BinaryBatchOptions,
  k: Grants,
): number | number[] => {
  const w = options.posWeight ?? 1
  const losses = xs.map((x, n) => binaryLossOf(x, at(targets, n), w))
  const budgets = xs.map((x, n) => binaryLoss(x, at(targets, n), w, k))
  const by = divisorOf(options.reduction === 'mean' ? xs.length : 1, xs.length, k)
  return reduced('batchBinaryCrossEntropy', losses, budgets, options, by, k)
}

/** The gradient of the reduced loss. */
export const batchBinaryCrossEntropyGradient = (
  xs: readonly number[],
  targets: readonly number[],
  { reduction, posWeight: w = 1 }: BinaryBatchOptions,
  k: Grants,
): number[] => {
  const sizes = xs.map((x, n) => binarySlopeOf(x, at(targets, n), w))
  const budgets = xs.map((x, n) => binarySlope(x, at(targets, n), w, k))
  const by = divisorOf(reduction === 'mean' ? xs.length : 1, 1, k)
  return divided('batchBinaryCrossEntropyGradient', sizes, budgets, by, k)
}

/**
 * g_n times the gradient of entry n, likewise: of both of its terms, up to w t may cancel. If g_n goes
 * into w t and 1 - t first, three weights, their sum, two products and the difference may underflow.
 */
export const batchBinaryCrossEntropyVjp = (
  xs: readonly number[],
  targets: readonly number[],
  cotangent: readonly number[],
  { posWeight: w = 1 }: BinaryBatchOptions,
  k: Grants,
): number[] =>
  xs.map((x, n) => {
    const [t, g] = [at(targets, n), at(cotangent, n)]
    if (g === 0) return 0
    const [size, budget] = [binarySlopeOf(x, t, w), binarySlope(x, t, w, k)]
    const apart = k.cancellation * 2 * w * t
    const lost = k.underflow(7)
    return scaled('batchBinaryCrossEntropyVjp', g, size, budget, k, { apart, lost })
  })

/** What is apart in a number before it cancels, and what may underflow where it is multiplied. */
type Losses = { readonly apart: number; readonly lost: number }

/** f x for an x of this size and budget: one rounding, also of what is apart; none where f is 1. */
const times = (
  f: number,
  size: number,
  budget: number,
  k: Grants,
  { apart, lost }: Losses,
): number => (f === 1 ? budget : Math.abs(f) * (budget + k.u * (size + budget + apart)) + lost)

/** g x, which is then the result. */
const scaled = (
  operation: 'batchCrossEntropyVjp' | 'batchBinaryCrossEntropyVjp',
  g: number,
  size: number,
  budget: number,
  k: Grants,
  losses: Losses,
): number => kept(operation, Math.abs(g) * size, times(g, size, budget, k, losses), k)

/** Targets and denominators in doubles, as the core has them. */
const { targetOf, denominator } = weighingIn(binary64)

/** What the weights w ((1 - e) [i = y] + e / K) lose, relative: a quotient, and a rounding a step. */
const weighing = ({ labelSmoothing, classWeights }: BatchOptions, k: Grants): number =>
  (labelSmoothing === undefined ? 0 : 3 * k.u + k.quotient) + (classWeights ? k.u : 0)

type Reduced = 'batchCrossEntropy' | 'batchBinaryCrossEntropy'

/** Losses with these budgets, their sum, or their mean over a denominator. */
const reduced = (
  operation: Reduced,
  losses: readonly number[],
  budgets: readonly number[],
  { reduction }: Pick<BatchOptions, 'reduction'>,
  by: Divisor,
  k: Grants,
): number | number[] => {
  if (reduction === 'none') return keptEach(operation, losses, budgets, k)
  const [sum, ofSum] = [total(losses), sumOf(losses, budgets, k)]
  if (reduction === 'sum') return kept(operation, sum, ofSum, k)
  return at(divided(operation, [sum], [ofSum], by, k), 0)
}

/** A sum of numbers of these sizes with these budgets. */
const sumOf = (sizes: readonly number[], budgets: readonly number[], k: Grants): number =>
  total(budgets) + k.sum(sizes.length) * total(sizes.map(Math.abs))

/** What a result is divided by, and what that and the quotient err by: relative. */
type Divisor = { readonly by: number; readonly rounded: number }

/** A sum of n numbers, or a product with its reciprocal: exact where all is 1. */
const divisorOf = (by: number, n: number, k: Grants): Divisor => ({
  by,
  rounded: by === 1 ? 0 : k.sum(n) + k.quotient + k.u,
})

/** What the losses of rows are divided by: a mean's own is a sum of weights, which may be products. */
const divisor = (labels: readonly number[], options: BatchOptions, k: Grants): Divisor => {
  const by = denominator(labels, options)
  const { reduction, classWeights, rowWeights } = options
  if (options.denominator !== undefined) return divisorOf(by, 1, k)
  const weights = [classWeights, rowWeights].filter((weights) => weights !== undefined).length
  return reduction !== 'mean' || weights === 0 ?
      divisorOf(by, labels.length, k)
    : { by, rounded: k.sum(labels.length) + k.quotient + weights * k.u }
}

/** Entries of these sizes over a denominator. A quotient may underflow. */
const divided = (
  operation: Reduced | 'batchCrossEntropyGradient' | 'batchBinaryCrossEntropyGradient',
  sizes: readonly number[],
  budgets: readonly number[],
  { by, rounded }: Divisor,
  k: Grants,
): number[] =>
  budgets.map((budget, i) => {
    const size = at(sizes, i)
    const lost = rounded === 0 ? 0 : k.underflow(1)
    return kept(operation, size / by, (budget + rounded * size) / by + lost, k)
  })
