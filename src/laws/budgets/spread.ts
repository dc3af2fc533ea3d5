import { at, greatest, total } from '../../arithmetic/sequence.ts'

/** What the budgets of a row depend on, in doubles. */
export type Spread = {
  /** The number of classes. */
  readonly n: number
  /** How many classes have each of the logits. */
  readonly counts: readonly number[]
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
  /** How far each logit is moved where it is made from another one: absolute. */
  readonly moved: readonly number[] | undefined
}

/** The spread of logits, each of which stands for as many classes as its count says, or for one. */
export const spread = (
  logits: readonly number[],
  counts: readonly number[] = logits.map(() => 1),
  moved?: readonly number[],
): Spread => {
  const peak = greatest(logits)
  const gaps = logits.map((z) => Math.min(peak - z, Number.MAX_VALUE))
  const weights = gaps.map((gap) => Math.exp(-gap))
  // Where NaN or infinities leave no greatest logit, nothing is granted, whichever is taken.
  const pivot = Math.max(0, gaps.indexOf(0))
  const sum = (counts: readonly number[]): number => total(weights.map((w, i) => at(counts, i) * w))
  const whole = sum(counts)
  return {
    n: total(counts),
    counts,
    logits,
    gaps,
    ranks: ranksOf(logits),
    p: weights.map((w) => w / whole),
    peak,
    pivot,
    excess: sum(counts.with(pivot, at(counts, pivot) - 1)),
    moved,
  }
}

/** The sum of a number for each class. */
export const over = (s: Spread, numbers: readonly number[]): number =>
  total(numbers.map((x, i) => at(s.counts, i) * x))

const ranksOf = (logits: readonly number[]): number[] => {
  const ranks = logits.map(() => 0)
  let [rank, last] = [-1, NaN]
  for (const i of logits.map((_, i) => i).toSorted((i, j) => at(logits, j) - at(logits, i))) {
    const z = at(logits, i)
    if (z !== last) rank++
    last = z
    ranks[i] = rank
  }
  return ranks
}

/** By how much the logit at a place is moved where it is made from another one. */
export const movedBy = ({ moved }: Spread, i: number): number => (moved ? at(moved, i) : 0)

/** log S, which is the log-sum-exp of a row whose greatest logit is 0. */
export const logOfSum = (s: Spread): number => Math.log1p(s.excess)

export const logSumExpOf = (s: Spread): number => s.peak + logOfSum(s)

/** -log p_i. */
export const lossOf = (s: Spread, i: number): number => at(s.gaps, i) + logOfSum(s)
