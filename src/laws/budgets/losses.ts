import type { Format } from '../../arithmetic/format.ts'
import { at, greatest, least, total } from '../../arithmetic/sequence.ts'
import { slack, softmaxEntries, softmaxRelative, underflow, unit, type Spread } from './softmax.ts'

/**
 * Budgets of the losses and their gradients, in the terms of `softmax.ts`: gaps, p, the mean gap G,
 * S = sum e^-gap. Since G + log S is the entropy of p, neither exceeds log n: what is left to grow
 * is the gap of the class asked for.
 */

/**
 * -log p_y = gap_y + log S, absolute: u(2 gap_y + G + 3 log S + n + 1). The gap is rounded (u
 * gap_y); S carries u(G + n + 1) from the rounded exponents, exponentials of 2u each and n - 1
 * additions, which the logarithm makes absolute, adding 2u log S of its own; the last addition
 * rounds the result (Blanchard, Higham and Higham 2021, section 4).
 */
export const lossAbsolute = (s: Spread, y: number, format: Format): number =>
  slack * unit(format) * (s.meanGap + 3 * Math.log1p(s.excess) + s.n + 1)
  + 2 * (slack * unit(format) * at(s.gaps, y))
  + underflow(format, s.n)

/** The same for every class: log softmax is minus these losses. */
export const logSoftmaxEntries = (s: Spread, format: Format): number[] =>
  s.gaps.map((_, i) => lossAbsolute(s, i, format))

/**
 * The same for gap_y + log1p(S - 1), where every term vanishes with the loss: u(2 gap_y + 3 log S)
 * and, from the terms other than the greatest, sum p_j (e^r - 1) with r = u(gap_j + n). A term may
 * underflow.
 */
export const logSoftmaxTails = (s: Spread, format: Format): number[] => {
  const ofOthers = others(
    s.p,
    s.gaps.indexOf(0),
    (p, j) => p * Math.expm1(unit(format) * (at(s.gaps, j) + s.n)),
  )
  return s.gaps.map(
    (gap) => unit(format) * (2 * gap + 3 * Math.log1p(s.excess)) + ofOthers + s.n * format.least,
  )
}
export const lossTail = (s: Spread, y: number, format: Format): number =>
  at(logSoftmaxTails(s, format), y)

/** m + log S: the errors of log S, and a last addition that rounds the result. */
export const logSumExpAbsolute = (s: Spread, format: Format): number =>
  lossAbsolute(s, s.gaps.indexOf(0), format)
  + slack * unit(format) * (Math.abs(s.peak) + Math.log1p(s.excess))

/** w^2, where w = m + log S has an error of e: e(2|w| + e), and a product. */
export const zLossAbsolute = (s: Spread, format: Format): number => {
  const [w, e] = [Math.abs(logOfSum(s)), logSumExpAbsolute(s, format)]
  return withinDoubles(e * (2 * w + e) + slack * unit(format) * (w + e) ** 2 + underflow(format, 1))
}

/** 2 w p_i, where p_i has an error of b_i besides: 2(|w| b_i + e(p_i + b_i)), and two products. */
export const zLossEntries = (s: Spread, format: Format): number[] => {
  const [w, e] = [Math.abs(logOfSum(s)), logSumExpAbsolute(s, format)]
  return softmaxEntries(s, format).map((b, i) => {
    const most = at(s.p, i) + b
    const ofFactors = w * b + e * most
    return withinDoubles(
      2 * (ofFactors + 2 * slack * unit(format) * (w + e) * most) + underflow(format, 2),
    )
  })
}

/** Whether the format holds 2 log sum e^z, from which a program may begin. */
export const holdsTwiceLogSumExp = (z: readonly number[], format: Format): boolean =>
  2 * (Math.abs(greatest(z)) + Math.log(z.length)) <= format.greatest

/** What exceeds all doubles is granted the greatest: a result that far away rounds to infinity. */
const withinDoubles = (x: number): number => Math.min(x, Number.MAX_VALUE)

const logOfSum = (s: Spread): number => s.peak + Math.log1p(s.excess)

/**
 * sum t_i (-log p_i): the errors of the terms, one product each, and k - 1 additions for k weights
 * other than 0 (Higham 2002, eq. 4.6). A product may underflow, and so may a weight, which then
 * loses that much of its logarithm.
 */
export const softLossAbsolute = (s: Spread, target: readonly number[], format: Format): number => {
  const k = target.filter((t) => t !== 0).length
  const terms = target.map((t, i): number =>
    t === 0 ? 0 : (
      Math.abs(t) * (lossAbsolute(s, i, format) + slack * k * unit(format) * surprise(s, i))
      + underflow(format, 1) * (1 + surprise(s, i))
    ),
  )
  return total(terms)
}

/**
 * p_i, and for the label p_i - 1 or minus the sum of the others: one subtraction from 1, or n - 2
 * additions.
 */
export const gradientEntries = (s: Spread, label: number, format: Format): number[] => {
  const ofSoftmax = softmaxEntries(s, format)
  return ofSoftmax.with(label, total(ofSoftmax) + slack * s.n * unit(format))
}

/**
 * Minus the sum of the others, which keeps relative accuracy as p_y nears 1: their errors and n - 2
 * additions.
 */
const gradientAtLabel = (s: Spread, label: number, format: Format): number => {
  const relative = softmaxRelative(s, format)
  return (
    others(s.p, label, (p, j) => p * Math.expm1(at(relative, j) + s.n * unit(format)))
    + 2 * s.n * format.least
  )
}

/** The accurate bound at the label, and the textbook one off it, where nothing cancels. */
export const gradientTails = (s: Spread, label: number, format: Format): number[] =>
  gradientEntries(s, label, format).with(label, gradientAtLabel(s, label, format))

/**
 * p_i sum t - t_i, or p_i sum_{j != i} t_j - t_i sum_{j != i} p_j, for weights of any sign with T =
 * sum |t|: p_i T(r_i + (n + 3)u) where r_i is the relative error of p_i, and |t_i| (sum_j p_j r_j +
 * (n + 2)u). The weight t_i, both products, n - 1 sums and the difference may underflow.
 */
export const weightsEntries = (s: Spread, target: readonly number[], format: Format): number[] => {
  const mass = massOf(target)
  const ofSoftmax = softmaxEntries(s, format)
  const ofSum = total(ofSoftmax) + slack * (s.n + 2) * unit(format)
  return ofSoftmax.map(
    (budget, i) =>
      mass * (budget + slack * (s.n + 3) * unit(format) * at(s.p, i))
      + Math.abs(at(target, i)) * ofSum
      + underflow(format, s.n + 3),
  )
}

/**
 * The sum of these over i: whatever p is, its errors cancel but for those of its sum, and 2n + 6
 * roundings remain.
 */
export const sumOfWeights = (target: readonly number[], format: Format): number =>
  (slack * (2 * target.length + 6) * unit(format) + underflow(format, target.length))
  * (massOf(target) + 4)

/**
 * p_j (g_j - sum p_i g_i), for g as it is or less its entry at the greatest logit, whichever is
 * worse. With r_i the relative error of p_i: p_j |g_j| (r_j + 2u) + p_j sum p_i |g_i| (r_i + r_j +
 * (n + 3)u).
 */
export const vjpEntries = (s: Spread, cotangent: readonly number[], format: Format): number[] => {
  const relative = (roundings: number): number[] =>
    softmaxRelative(s, format).map((r) => Math.expm1(slack * (r + roundings * unit(format))))
  const [inside, outside] = [relative(s.n + 1), relative(2)]
  const about = (centre: number): number[] => {
    const g = cotangent.map((x) => Math.abs(x - centre))
    const mean = total(s.p.map((p, i) => p * at(g, i)))
    const ofMean = total(s.p.map((p, i) => (p === 0 ? 0 : p * at(g, i) * at(inside, i))))
    const lost = underflow(format, 4 * total(g) + s.n + 2)
    return s.p.map(
      (p, j) => (p === 0 ? 0 : p * ((at(g, j) + mean) * at(outside, j) + ofMean)) + lost,
    )
  }
  const [whole, less] = [about(0), about(at(cotangent, s.gaps.indexOf(0)))]
  return whole.map((x, j) => Math.max(x, at(less, j)))
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
  const w = Math.abs(logOfSum(s)) + h * most
  return (h ** 2 / 3) * ((3 / 4) * most * range ** 2 + (w * range ** 3) / (6 * Math.sqrt(3)))
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

/**
 * max(x, 0) - x t + log1p(e^-|x|), or t softplus(-x) + (1 - t) softplus(x), absolute: u(3|x| + 4),
 * for a product, a difference, a logarithm of at most log 2 with an exponential in it, and their
 * sum.
 */
export const binaryAbsolute = (x: number, format: Format): number =>
  slack * (3 * (unit(format) * Math.abs(x)) + 4 * unit(format)) + underflow(format, 1)

/**
 * t softplus(-x) + (1 - t) softplus(x), relative: 5u for a softplus, 2u for its weight, u for the
 * sum of two such.
 */
export const binaryTail = (x: number, t: number, format: Format): number =>
  8 * unit(format) * (t * softplus(-x) + (1 - t) * softplus(x)) + 4 * format.least

/**
 * sigmoid(x) - t, or (1 - t) - sigmoid(-x), or (1 - t) sigmoid(x) - t sigmoid(-x), absolute: u(1 +
 * 4), for a difference of terms in [0, 1]: u of it, 2u of the sigmoids as in `sigmoidValue`, for t
 * and 1 - t sum to 1, and u each of 1 - t and of the products. It is the same at -x and 1 - t; the
 * difference may underflow.
 */
export const binaryGradient = (format: Format): number =>
  slack * 5 * unit(format) + underflow(format, 1)

/**
 * (1 - t) sigmoid(x) - t sigmoid(-x): 7u of each term, which are of opposite signs where the target
 * is soft.
 */
export const binaryGradientTail = (x: number, t: number, format: Format): number =>
  7 * unit(format) * ((1 - t) * sigmoid(x) + t * sigmoid(-x)) + 4 * format.least

const others = (
  p: readonly number[],
  except: number,
  of: (p: number, j: number) => number,
): number => total(p.map((x, j) => (j === except || x === 0 ? 0 : of(x, j))))
const surprise = (s: Spread, i: number): number => at(s.gaps, i) + Math.log1p(s.excess)
export const massOf = (target: readonly number[]): number => total(target.map(Math.abs))
const rangeOf = (xs: readonly number[]): number => greatest(xs) - least(xs)
export const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))
export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))
