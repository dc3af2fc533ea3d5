import { binary64 } from '../../arithmetic/binary64.ts'
import type { Format } from '../../arithmetic/format.ts'
import { at, total } from '../../arithmetic/sequence.ts'
import type { BatchOptions, BinaryBatchOptions } from '../../contract/operations.ts'
import { weighing } from '../../core/batches.ts'
import { slack, underflow, unit, type Spread } from './softmax.ts'
import {
  binaryAbsolute,
  binaryGradient,
  softLossAbsolute,
  softplus,
  weightsEntries,
} from './losses.ts'

export type RowOptions = Omit<BatchOptions, 'reduction'>

/** Targets and denominators in doubles, as the core has them. */
const { targetOf, denominator } = weighing(binary64)

/** The loss of a row, in doubles. */
const lossOf = (s: Spread, target: readonly number[]): number =>
  total(target.map((t, i) => (t === 0 ? 0 : t * (at(s.gaps, i) + Math.log1p(s.excess)))))

/**
 * A row's loss sum t_i (-log p_i): its own budget, and 5u of each term for the four roundings in a
 * weight.
 */
const rowAbsolute = (s: Spread, target: readonly number[], format: Format): number =>
  softLossAbsolute(s, target, format) + slack * 5 * unit(format) * lossOf(s, target)

/** A row's gradient, p_i sum t - t_i, likewise. */
const rowGradient = (s: Spread, target: readonly number[], format: Format): number[] => {
  const mass = total(target)
  return weightsEntries(s, target, format).map(
    (budget, i) => budget + slack * 5 * unit(format) * (at(s.p, i) * mass + at(target, i)),
  )
}

/**
 * A sum of rows with these budgets: n - 1 additions, relative to the sum of magnitudes (Higham
 * 2002, eq. 4.6).
 */
export const sumAbsolute = (
  rows: readonly number[],
  budgets: readonly number[],
  format: Format,
): number => total(budgets) + slack * rows.length * unit(format) * total(rows.map(Math.abs))

/**
 * x / d for an x with this budget: the sum d of so many weights and the quotient, which may
 * underflow, add (n + 1)u.
 */
const quotient = (x: number, budget: number, d: number, n: number, format: Format): number =>
  (budget + slack * (n + 1) * unit(format) * Math.abs(x)) / d + underflow(format, 1)

/** The losses of a batch of rows, one by one or reduced. */
export const batchLosses = (
  rows: readonly Spread[],
  labels: readonly number[],
  options: BatchOptions,
  format: Format,
): number | number[] => {
  const targets = rows.map((s, n) => targetOf(s.n, labels[n], options))
  const budgets = rows.map((s, n) => rowAbsolute(s, at(targets, n), format))
  if (options.reduction === 'none') return budgets
  const losses = rows.map((s, n) => lossOf(s, at(targets, n)))
  const ofSum = sumAbsolute(losses, budgets, format)
  return options.reduction === 'sum' ?
      ofSum
    : quotient(total(losses), ofSum, denominator(labels, options), labels.length, format)
}

/**
 * The gradient of the reduced loss, row by row: a mean divides each entry, and a row that is
 * ignored has none.
 */
export const batchGradients = (
  rows: readonly Spread[],
  labels: readonly number[],
  options: BatchOptions,
  format: Format,
): number[][] =>
  rows.map((s, n) => {
    if (labels[n] === options.ignoreIndex) return s.p.map(() => 0)
    const target = targetOf(s.n, labels[n], options)
    const budgets = rowGradient(s, target, format)
    if (options.reduction !== 'mean') return budgets
    const [mass, by] = [total(target), denominator(labels, options)]
    return budgets.map((budget, i) =>
      quotient(at(s.p, i) * mass - at(target, i), budget, by, labels.length, format),
    )
  })

/**
 * The losses of a batch of single logits: with a weight w of the positives, max(1, w) times their
 * budgets, and 2u of w |x| for the product.
 */
export const binaryBatchLosses = (
  xs: readonly number[],
  targets: readonly number[],
  { reduction, posWeight }: BinaryBatchOptions,
  format: Format,
): number | number[] => {
  const w = posWeight ?? 1
  const budgets = xs.map((x) =>
    posWeight === undefined ?
      binaryAbsolute(x, format)
    : Math.max(1, w) * binaryAbsolute(x, format) + slack * 2 * unit(format) * w * Math.abs(x),
  )
  if (reduction === 'none') return budgets
  const losses = xs.map((x, n) => {
    const t = at(targets, n)
    return w * t * softplus(-x) + (1 - t) * softplus(x)
  })
  const ofSum = sumAbsolute(losses, budgets, format)
  return quotient(total(losses), ofSum, reduction === 'mean' ? xs.length : 1, xs.length, format)
}

/** The gradient of the reduced loss, which is at most 1 in size before a mean divides it. */
export const binaryBatchGradients = (
  xs: readonly number[],
  _targets: readonly number[],
  { reduction }: BinaryBatchOptions,
  format: Format,
): number[] =>
  xs.map(() =>
    reduction === 'mean' ?
      quotient(1, binaryGradient(format), xs.length, 1, format)
    : binaryGradient(format),
  )
