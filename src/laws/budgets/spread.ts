import { at, greatest, total } from '../../arithmetic/sequence.ts'

/** What the budgets of a row depend on, in doubles. */
export type Spread = {
  readonly n: number
  readonly logits: readonly number[]
  /** How far each logit lies below the greatest, kept finite. */
  readonly gaps: readonly number[]
  /** How many different logits are greater than each. */
  readonly ranks: readonly number[]
  readonly p: readonly number[]
  readonly peak: number
  /** The place of the first of the greatest logits. */
  readonly pivot: number
  /** S - 1, for S = sum e^-gap: the terms other than that at the pivot. */
  readonly excess: number
}

export const spread = (logits: readonly number[]): Spread => {
  const peak = greatest(logits)
  const gaps = logits.map((z) => Math.min(peak - z, Number.MAX_VALUE))
  const weights = gaps.map((gap) => Math.exp(-gap))
  const whole = total(weights)
  const pivot = gaps.indexOf(0)
  const rankOf = new Map(distinct(logits).map((z, rank) => [z, rank]))
  return {
    n: logits.length,
    logits,
    gaps,
    ranks: logits.map((z) => rankOf.get(z) ?? 0),
    p: weights.map((w) => w / whole),
    peak,
    pivot,
    excess: total(weights.toSpliced(pivot, 1)),
  }
}

/** From the greatest to the least, each once. */
const distinct = (xs: readonly number[]): number[] => [...new Set(xs)].toSorted((a, b) => b - a)

/** log S, which is the log-sum-exp of a row whose greatest logit is 0. */
export const logOfSum = (s: Spread): number => Math.log1p(s.excess)

export const logSumExpOf = (s: Spread): number => s.peak + logOfSum(s)

/** -log p_i. */
export const lossOf = (s: Spread, i: number): number => at(s.gaps, i) + logOfSum(s)
