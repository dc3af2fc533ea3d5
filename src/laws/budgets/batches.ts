import type { Format } from '../../arithmetic/format.ts'
import { at, total } from '../../arithmetic/sequence.ts'
import type { BatchOptions } from '../../contract/operations.ts'
import { slack, spread, underflow, unit } from './softmax.ts'
import { softLossAbsolute, weightsEntry } from './losses.ts'

export type RowOptions = Omit<BatchOptions, 'reduction'>

/**
 * The weights that a row puts on its classes, w_i ((1 - e) [i = y] + e / K), and none where it is
 * ignored.
 */
export const targetOf = (classes: number, label: number, options: RowOptions): number[] => {
  const { classWeights, labelSmoothing: e = 0, ignoreIndex } = options
  return Array.from({ length: classes }, (_, i) =>
    label === ignoreIndex ? 0 : (
      (classWeights?.[i] ?? 1) * ((1 - e) * (i === label ? 1 : 0) + e / classes)
    ),
  )
}

/**
 * What a mean divides by: the number of rows that count, or the sum of the weights of their labels.
 */
export const denominatorOf = (
  labels: readonly number[],
  { classWeights, ignoreIndex }: RowOptions,
): number => total(labels.map((y) => (y === ignoreIndex ? 0 : (classWeights?.[y] ?? 1))))

/**
 * A row's loss sum t_i (-log p_i): its own budget, and 5u of each term for the four roundings in a
 * weight.
 */
export const rowAbsolute = (
  z: readonly number[],
  target: readonly number[],
  format: Format,
): number => {
  const s = spread(z)
  const loss = total(target.map((t, i) => t * (at(s.gaps, i) + Math.log1p(s.excess))))
  return softLossAbsolute(s, target, format) + slack * 5 * unit(format) * loss
}

/** An entry of a row's gradient, p_i sum t - t_i, likewise. */
export const rowGradientEntry = (
  z: readonly number[],
  target: readonly number[],
  i: number,
  format: Format,
): number => {
  const s = spread(z)
  return (
    weightsEntry(s, target, i, format)
    + slack * 5 * unit(format) * (at(s.p, i) * total(target) + at(target, i))
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
export const quotient = (x: number, budget: number, d: number, n: number, format: Format): number =>
  (budget + slack * (n + 1) * unit(format) * Math.abs(x)) / d + underflow(format, 1)
