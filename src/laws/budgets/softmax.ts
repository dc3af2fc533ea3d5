import type { Format } from '../../arithmetic/format.ts'
import { at, greatest, total } from '../../arithmetic/sequence.ts'

/**
 * Budgets: how far a computed number may lie from the true one. Each is a theorem about an
 * algorithm in the format, with u the unit roundoff, to first order in u unless it says otherwise;
 * elementary functions are granted an error of 2u (one unit in the last place) and sums of n terms
 * (n - 1)u relative to the sum of magnitudes (Higham 2002, eq. 4.6).
 *
 * The textbook budgets grant `slack` times the bound of the shifted algorithm; the accurate ones
 * the bound itself, for the algorithm of `core/losses.ts`. Neither grows with anything but what the
 * condition of the problem grows with.
 *
 * A budget takes the arguments of its operation, logits as their spread, and has the shape of the
 * result: a number for each entry, in O(n).
 */
export const slack = 4

/**
 * What results of so many operations may lose to underflow: the least normal number each. Gradual
 * underflow loses a `format.least`, which is all that the accurate budgets grant; but hardware and
 * libraries may flush what is subnormal to zero, as they document (XLA, TensorFlow and oneDNN among
 * them), and a sum or a difference may then underflow as well.
 */
export const underflow = (format: Format, operations: number): number =>
  operations * format.leastNormal

/** u as a double. */
export const unit = (format: Format): number => 2 ** -format.precision

/**
 * What every softmax budget depends on: gaps to the greatest logit, p, and the mean gap G = sum p_i
 * gap_i.
 */
export type Spread = {
  readonly n: number
  readonly gaps: readonly number[]
  readonly p: readonly number[]
  readonly meanGap: number
  /** S - 1: the sum of e^-gap over the logits other than one greatest. */
  readonly excess: number
  readonly peak: number
}
export const spread = (logits: readonly number[]): Spread => {
  const peak = greatest(logits)
  const gaps = logits.map((z) => Math.min(peak - z, Number.MAX_VALUE))
  const weights = gaps.map((gap) => Math.exp(-gap))
  const whole = total(weights)
  const p = weights.map((w) => w / whole)
  const others = weights.toSpliced(gaps.indexOf(0), 1)
  return {
    n: logits.length,
    gaps,
    p,
    peak,
    excess: total(others),
    meanGap: mean(p, gaps),
  }
}
const mean = (p: readonly number[], xs: readonly number[]): number =>
  p.reduce((sum, w, i) => sum + (w === 0 ? 0 : w * at(xs, i)), 0)

/**
 * softmax, relative to p_j: u(gap_j + G + n + 6). Rounding z_j - m moves an exponential by u gap_j
 * and the sum of them by u G; two exponentials grant 2u each, the sum n - 1, the division 1.
 * (Blanchard, Higham and Higham, IMA J. Numer. Anal. 41, 2021, section 4, bound the same
 * algorithm.) Kept as e^r - 1, since in half precision r is not small.
 */
export const softmaxRelative = ({ gaps, meanGap, n }: Spread, format: Format): number[] =>
  gaps.map((gap) => unit(format) * (gap + meanGap + n + 6))

/**
 * The same as absolute budgets for the p in s, true or an implementation's own: an exponential and
 * a quotient may underflow.
 */
export const softmaxEntries = (s: Spread, format: Format): number[] => {
  const relative = softmaxRelative(s, format)
  return s.p.map((p, j) => moved(p, slack * at(relative, j)) + underflow(format, 2))
}

/** The bound itself where every z_j - m is exact, u(n + 6) of p_j, with gradual underflow. */
export const softmaxOnGrid = (s: Spread, format: Format): number[] =>
  s.p.map((p) => moved(p, unit(format) * (s.n + 6)) + 2 * format.least)

const moved = (p: number, relative: number): number => clamp(Math.abs(p) * Math.expm1(relative))

/**
 * |sum p - 1| <= (n + 1)u: errors in the exponentials cancel between the terms and their sum. Each
 * entry may underflow.
 */
export const sumOfSoftmax = (n: number, format: Format): number =>
  slack * (n + 1) * unit(format) + underflow(format, n)

/**
 * softmax(2z)_i sum_j p_j^2 against p_i^2, relative: the errors of the three factors, where those
 * of the squares are twice those of p and weigh no more than in G, since p^2 favours small gaps.
 */
export const sharpening = (s: Spread, twice: Spread, format: Format): number[] => {
  const squares = 2 * unit(format) * (2 * s.meanGap + s.n + 6)
  const [ofTwice, own] = [softmaxRelative(twice, format), softmaxRelative(s, format)]
  return s.p.map((p, i) => {
    const relative = at(ofTwice, i) + squares + 2 * at(own, i)
    return clamp(p ** 2 * Math.expm1(slack * relative)) + underflow(format, 8)
  })
}

/**
 * What budgets for the entries grant to an inner product with v; products below all doubles are
 * granted the least.
 */
export const along = (v: readonly number[], budgets: readonly number[]): number =>
  v.reduce((sum, x, j) => sum + Math.abs(x) * at(budgets, j), Number.MIN_VALUE)

/** What a law grants that compares two answers, each with these budgets. */
export const doubled = (budgets: readonly number[]): number[] => budgets.map((budget) => 2 * budget)

/** An infinite budget says that the format cannot tell; finite ones stay within the doubles. */
const clamp = (x: number): number => (Number.isNaN(x) ? 0 : x)
