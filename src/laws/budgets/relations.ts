import { at, greatest, least, total } from '../../arithmetic/sequence.ts'
import type { Grants } from './grants.ts'
import { logSumExp, mergeLogSumExp, moved, softmax } from './rows.ts'
import { logSumExpOf, spread, type Spread } from './spread.ts'

/**
 * What laws grant that compare answers with one another: the budget of each answer, by as much as it
 * counts, and where a slope is compared with a difference, what Taylor leaves over.
 */

/**
 * What budgets for the entries grant to an inner product with v; products below all doubles are
 * granted the least.
 */
export const along = (v: readonly number[], budgets: readonly number[]): number =>
  v.reduce((sum, x, j) => sum + Math.abs(x) * at(budgets, j), Number.MIN_VALUE)

/** What a law grants that compares the entries of two answers with these budgets. */
export const both = (a: readonly number[], b: readonly number[]): number[] =>
  a.map((budget, i) => budget + at(b, i))

/** The sum of the entries of softmax, each with its budget. */
export const sumOfSoftmax = (s: Spread, k: Grants): number => total(softmax(s, k))

/**
 * softmax(2z)_i sum_j p_j^2 against p_i^2, for errors a of q_i = softmax(2z)_i and b of p: a P + 2
 * (q_i + a) sum p_j b_j + (q_i + a) sum b_j^2 for P = sum p_j^2, and b_i (2 p_i + b_i).
 */
export const sharpening = (s: Spread, twice: Spread, k: Grants): number[] => {
  const [ofTwice, own] = [softmax(twice, k), softmax(s, k)]
  const squares = total(s.p.map((p) => p * p))
  const ofSquares = total(own.map((b, j) => b * (2 * at(s.p, j) + b)))
  return s.p.map((p, i) => {
    const [a, b] = [at(ofTwice, i), at(own, i)]
    return a * squares + (at(twice.p, i) + a) * ofSquares + b * (2 * p + b)
  })
}

/**
 * log softmax of a computed log softmax: its own errors, and the sum of the p_j e^(error of log
 * p_j), which is one but for the mean of those errors.
 */
export const normalisedTwice = (s: Spread, once: readonly number[]): number[] => {
  const mean = total(s.p.map((p, j) => (p === 0 ? 0 : p * at(once, j))))
  return once.map((budget) => 2 * budget + mean)
}

/**
 * LSE of two computed parts: their errors, weighed by the share of each, and its own, beside those
 * of the whole.
 */
export const joined = (parts: readonly Spread[], whole: Spread, k: Grants): number =>
  greatest(parts.map((s) => logSumExp(s, k))) + 2 * logSumExp(whole, k)

/**
 * Log-sum-exps of parts, computed and merged: their errors, of which the merged one is a mean, and its own. A
 * part that is wholly masked has none.
 */
export const merging = (
  parts: readonly (readonly number[])[],
  of: 'logSumExp' | 'mergeLogSumExp',
  k: Grants,
): number => {
  const spreads = parts.map((part) => (part.some((x) => x > -Infinity) ? spread(part) : undefined))
  const masses = spreads.map((s) => (s ? logSumExpOf(s) : -Infinity))
  const each = { logSumExp, mergeLogSumExp }[of]
  return greatest(spreads.map((s) => (s ? each(s, k) : 0))) + mergeLogSumExp(spread(masses), k)
}

/**
 * softmax of a part, times e^d where d errs by r, against softmax of the whole row from some place
 * on: that error, and the part's own, scaled by what the part has of the whole.
 */
export const rescaled = (
  part: readonly number[],
  s: Spread,
  start: number,
  r: number,
  k: Grants,
): number[] => {
  const share = total(s.p.slice(start, start + part.length)) * Math.exp(Math.min(r, 300))
  return softmax(spread(part), k).map((budget, i) => moved(s, start + i, r) + share * budget)
}

/**
 * |(f(z + hv) - f(z - hv)) / 2h - f'| <= h^2/6 max |f'''|, and f''' along v is the third cumulant
 * of v under softmax(z), at most (max v - min v)^3 / (6 sqrt 3), which two points reach.
 */
export const truncation = (h: number, direction: readonly number[]): number =>
  (h ** 2 * rangeOf(direction) ** 3) / (36 * Math.sqrt(3))

/**
 * The same for the square of log sum e^z: f''' = 2(3 k1 k2 + w k3) with the cumulants k of v, where
 * |k1| <= max |v|, k2 <= R^2 / 4 for R = max v - min v, and w grows by no more than h max |v|.
 */
export const truncationOfZLoss = (h: number, direction: readonly number[], s: Spread): number => {
  const [range, most] = [rangeOf(direction), greatest(direction.map(Math.abs))]
  const w = Math.abs(logSumExpOf(s)) + h * most
  return (h ** 2 / 3) * ((3 / 4) * most * range ** 2 + (w * range ** 3) / (6 * Math.sqrt(3)))
}

/**
 * The same for the entropy, whose f''' = -(E[g v^3] - 3 E[g v] E[v^2] + 2 k3) for the centred gaps g and
 * v under softmax(z): E|g| is at most twice the mean gap, which is at most the entropy, and |v| <= R.
 */
export const truncationOfEntropy = (h: number, direction: readonly number[]): number => {
  const cubed = rangeOf(direction) ** 3
  const ofGaps = (7 / 2) * Math.log(direction.length) * cubed
  return (h ** 2 / 6) * (ofGaps + cubed / (3 * Math.sqrt(3)))
}

/**
 * The same for <c, softmax(z)>: f''' = <c, p (a^3 - 3 a k2 - k3)> with a = v - mean and the
 * cumulants k of v, which for R = max v - min v is at most (1/4 + 3/8 + 1/(6 sqrt 3)) R^3 / 2 (max
 * c - min c), as c less its midpoint does as well.
 */
export const truncationOfSoftmax = (
  h: number,
  direction: readonly number[],
  cotangent: readonly number[],
): number => (h ** 2 * rangeOf(direction) ** 3 * rangeOf(cotangent)) / 16

const rangeOf = (xs: readonly number[]): number => greatest(xs) - least(xs)
