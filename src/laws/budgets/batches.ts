import { binary64 } from '../../arithmetic/binary64.ts'
import { alike, type Grouped } from '../../arithmetic/alike.ts'
import { at, total } from '../../arithmetic/sequence.ts'
import type { BatchOptions, BinaryBatchOptions } from '../../contract/operations.ts'
import { weighing as weighingIn } from '../../core/batches.ts'
import type { Grants } from './grants.ts'
import { binaryLoss, binaryLossOf, binarySlope, binarySlopeOf } from './logits.ts'
import { kept, keptEach, pull, pullSizes, softLoss, softLossOf } from './rows.ts'
import { spread, type Spread } from './spread.ts'

/** Budgets of the operations on many rows, or many logits, in the terms of `grants.ts`. */

/** The losses of a batch of rows, one by one or reduced. */
export const batchCrossEntropy = (
  rows: Rows,
  labels: readonly number[],
  options: BatchOptions,
  k: Grants,
): number | number[] => {
  const rounded = weighing(options, k)
  const each = eachRow(rows, labels, options, ({ s, target }) => {
    const loss = softLossOf(s, target)
    return { loss, budget: softLoss(s, target, k) + rounded * loss }
  })
  const [losses, budgets] = [each.map(({ loss }) => loss), each.map(({ budget }) => budget)]
  return reduced('batchCrossEntropy', losses, budgets, options, denominator(labels, options), k)
}

/** The gradient of the reduced loss, row by row: an ignored row has none. */
export const batchCrossEntropyGradient = (
  rows: Rows,
  labels: readonly number[],
  options: BatchOptions,
  k: Grants,
): number[][] => {
  const [by, rounded] = [denominator(labels, options), weighing(options, k)]
  return eachRow(rows, labels, options, ({ s, target, expand }, label) => {
    if (label === options.ignoreIndex) return expand(target)
    const sizes = pullSizes(s, target)
    const budgets = pull(s, target, k).map((budget, i) => budget + rounded * at(sizes, i))
    return expand(divided('batchCrossEntropyGradient', sizes, budgets, by, labels.length, k))
  })
}

/**
 * g_n times the gradient of row n, and one rounding of that product; or of p_i sum t and of t_i,
 * which are 2 p_i t_i greater together, where these are multiplied and then subtracted. If g_n goes
 * into the weights t first, these n, both products, n - 1 sums and the difference may underflow. A
 * cotangent of 0 gives 0, and so does an ignored row.
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
    ({ s, target, expand }, label, g) => {
      if (label === options.ignoreIndex || g === 0) return expand(target.map(() => 0))
      const budgets = pull(s, target, k)
      const each = pullSizes(s, target).map((size, i) => {
        const budget = at(budgets, i) + rounded * size
        const apart = k.cancellation * 2 * at(s.p, i) * at(target, i)
        const lost = k.underflow(2 * s.n + 2)
        return scaled('batchCrossEntropyVjp', g, size, budget, apart, lost, k)
      })
      return expand(each)
    },
    cotangent,
  )
}

type Rows = readonly (readonly number[])[]

/** What is known of a row: its classes in groups, with the weights that its label puts on them. */
type Weighed = Grouped & { readonly s: Spread; readonly target: number[] }

/** What a budget makes of each row, once of rows that are the same. */
const eachRow = <A>(
  rows: Rows,
  labels: readonly number[],
  options: BatchOptions,
  of: (row: Weighed, label: number, g: number) => A,
  cotangent: readonly number[] = labels.map(() => 1),
): A[] => {
  const { first, expand } = alike([rows, labels, cotangent])
  return expand(
    first.map((n) => {
      const [z, label] = [at(rows, n), at(labels, n)]
      const groups = alike(options.classWeights ? [z, options.classWeights] : [z], label)
      const { pick, counts } = groups
      const target = [...pick(targetOf(z.length, label, options))]
      return of({ ...groups, s: spread(pick(z), counts), target }, label, at(cotangent, n))
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
  return reduced('batchBinaryCrossEntropy', losses, budgets, options, xs.length, k)
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
  const by = reduction === 'mean' ? xs.length : 1
  return divided('batchBinaryCrossEntropyGradient', sizes, budgets, by, 1, k)
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
    return scaled('batchBinaryCrossEntropyVjp', g, size, budget, apart, lost, k)
  })

/** g x for an x of this size and budget: one rounding, also of what is apart before it cancels. */
const scaled = (
  operation: 'batchCrossEntropyVjp' | 'batchBinaryCrossEntropyVjp',
  g: number,
  size: number,
  budget: number,
  apart: number,
  lost: number,
  k: Grants,
): number => {
  const product = budget + k.u * (size + budget + apart)
  return kept(operation, Math.abs(g) * size, Math.abs(g) * product + lost, k)
}

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
  by: number,
  k: Grants,
): number | number[] => {
  if (reduction === 'none') return keptEach(operation, losses, budgets, k)
  const [sum, ofSum] = [total(losses), sumOf(losses, budgets, k)]
  if (reduction === 'sum') return kept(operation, sum, ofSum, k)
  return at(divided(operation, [sum], [ofSum], by, losses.length, k), 0)
}

/** A sum of numbers of these sizes with these budgets. */
const sumOf = (sizes: readonly number[], budgets: readonly number[], k: Grants): number =>
  total(budgets) + k.sum(sizes.length) * total(sizes.map(Math.abs))

/**
 * Entries of these sizes over a denominator, itself the sum of n weights; or times its reciprocal. A
 * quotient may underflow.
 */
const divided = (
  operation: Reduced | 'batchCrossEntropyGradient' | 'batchBinaryCrossEntropyGradient',
  sizes: readonly number[],
  budgets: readonly number[],
  by: number,
  n: number,
  k: Grants,
): number[] =>
  budgets.map((budget, i) => {
    const size = at(sizes, i)
    const [rounded, lost] =
      by === 1 ? [0, 0] : [(k.sum(n) + k.quotient + k.u) * size, k.underflow(1)]
    return kept(operation, size / by, (budget + rounded) / by + lost, k)
  })
