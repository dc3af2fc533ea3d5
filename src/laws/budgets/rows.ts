import { at } from '../../arithmetic/sequence.ts'
import type { OperationName } from '../../contract/operations.ts'
import type { Grants } from './grants.ts'
import type { Factor } from './shaping.ts'
import { logSumExpOf, lossOf, movedBy, over, type Spread } from './spread.ts'

/**
 * Budgets of the operations on one row of logits: how far a computed number may lie from the true
 * one. Each is a theorem about the steps of `grants.ts`, and the same formula in both tiers. A
 * budget takes the arguments of its operation, logits as their spread, and gives a number for each
 * entry of the result, in the time of the logits that differ. Relative errors of a product are kept as e^r - 1, since in half
 * precision r is not small.
 */

export const softmax = (s: Spread, k: Grants): number[] =>
  keptEach('softmax', s.p, probabilities(s, k), k)

export const logSoftmax = (s: Spread, k: Grants): number[] => {
  const loss = losses(s, k)
  return s.gaps.map((_, i) => kept('logSoftmax', lossOf(s, i), loss(i), k))
}

export const logSumExp = (s: Spread, k: Grants): number =>
  kept('logSumExp', logSumExpOf(s), mass(s, k), k)

/** The same of log-sum-exps of parts, which are merged as logits are summed. */
export const mergeLogSumExp = (s: Spread, k: Grants): number =>
  kept('mergeLogSumExp', logSumExpOf(s), mass(s, k), k)

/** w^2, where w = m + log S has an error of e: e(2|w| + e), and a product. */
export const zLoss = (s: Spread, k: Grants): number =>
  kept('zLoss', logSumExpOf(s) ** 2, squareOfMass(s, k), k)
export const squareOfMass = (s: Spread, k: Grants): number => {
  const [w, e] = [Math.abs(logSumExpOf(s)), mass(s, k)]
  return e * (2 * w + e) + k.u * (w + e) ** 2 + k.underflow(1)
}

/** 2 w p_i, where p_i has an error of b besides: 2(|w| b + e(p_i + b)), and two products. */
export const zLossGradient = (s: Spread, k: Grants): number[] =>
  keptEach('zLossGradient', slopeSizesOfSquare(s), slopesOfSquare(s, k), k)
export const slopesOfSquare = (s: Spread, k: Grants): number[] => {
  const [w, e] = [Math.abs(logSumExpOf(s)), mass(s, k)]
  return probabilities(s, k).map((b, i) => {
    const p = at(s.p, i)
    const ofFactors = w * b + e * (p + b)
    const ofProducts = 2 * k.u * (w + e) * (p + b)
    return 2 * (ofFactors + ofProducts) + k.underflow(2)
  })
}
/** The sizes of these slopes. */
export const slopeSizesOfSquare = (s: Spread): number[] =>
  s.p.map((p) => 2 * Math.abs(logSumExpOf(s)) * p)

export const crossEntropy = (s: Spread, y: number, k: Grants): number =>
  kept('crossEntropy', lossOf(s, y), losses(s, k)(y), k)

/**
 * p_i; and at the label minus the sum of the others, their errors and n - 2 additions, or p_y - 1
 * where that may cancel.
 */
export const crossEntropyGradient = (s: Spread, y: number, k: Grants): number[] => {
  const relative = shares(s, k)
  const others = over(
    s,
    s.p.map((_, j) => (j === y ? 0 : moved(s, j, at(relative, j) + k.sum(s.n)))),
  )
  const fromOne = k.cancellation * (moved(s, y, at(relative, y)) + k.u)
  const rest = over(s, s.p.with(y, 0))
  return keptEach(
    'crossEntropyGradient',
    s.p.with(y, rest),
    probabilities(s, k, relative).with(y, others + fromOne + k.underflow(2 * s.n)),
    k,
  )
}

/** A log-probability that is read, times -1. */
export const nllLoss = (l: Spread, y: number, k: Grants): number => {
  const [z, size] = [at(l.logits, y), finite(at(l.logits, y))]
  return kept('nllLoss', size, k.read(z) + k.u * size + k.underflow(1), k)
}
/** -1 and 0, which every format holds: a product with 1. */
export const nllLossGradient = (l: Spread, y: number, k: Grants): number[] =>
  l.logits.map((_, i) => (i === y ? k.u : 0) + k.underflow(1))

export const softCrossEntropy = (s: Spread, target: readonly number[], k: Grants): number =>
  kept('softCrossEntropy', softLossOf(s, target), softLoss(s, target, k), k)

export const softCrossEntropyGradient = (
  s: Spread,
  target: readonly number[],
  k: Grants,
): number[] => keptEach('softCrossEntropyGradient', pullSizes(s, target), pull(s, target, k), k)

/** Minus the gradient of the soft cross-entropy whose weights are the cotangent. */
export const logSoftmaxVjp = (s: Spread, cotangent: readonly number[], k: Grants): number[] =>
  keptEach('logSoftmaxVjp', pullSizes(s, cotangent), pull(s, cotangent, k), k)

export const softmaxVjp = (s: Spread, cotangent: readonly number[], k: Grants): number[] =>
  jacobianTimes('softmaxVjp', s, cotangent, k)

/** The Jacobian of softmax is the Hessian of log-sum-exp, and of the loss, whatever its label. */
export const logSumExpHessianTimes = (s: Spread, v: readonly number[], k: Grants): number[] =>
  jacobianTimes('logSumExpHessianTimes', s, v, k)
export const crossEntropyHessianTimes = (
  s: Spread,
  _: number,
  v: readonly number[],
  k: Grants,
): number[] => jacobianTimes('crossEntropyHessianTimes', s, v, k)

/** With h = g less its entry at the greatest logit, or with h = g where that may cancel. */
const jacobianTimes = (
  operation: OperationName,
  s: Spread,
  g: readonly number[],
  k: Grants,
): number[] => {
  const about = (centre: number): readonly Factor[] =>
    g.map((x) => ({ size: Math.abs(x - centre), error: 0 }))
  return worseOf(operation, s, about(at(g, s.pivot)), about(0), Infinity, k)
}

/**
 * p_j (g_j - sum p_i g_i) with the gaps g = max z - z; or with -log p, whose mean is the entropy, or
 * with the logits themselves where these may cancel.
 */
export const entropyGradient = (s: Spread, k: Grants): number[] => {
  const loss = losses(s, k)
  const gaps = s.gaps.map((size, i) => ({ size, error: k.exponent(s, i) }))
  const logarithms = s.logits.map((z, i) => ({
    size: withinDoubles(finite(z) + lossOf(s, i) + 1),
    error: loss(i),
  }))
  return worseOf('entropyGradient', s, gaps, logarithms, deepest(k) + finite(s.peak), k)
}

/**
 * p_j (h_j - sum p_i h_i) for some h, or for others where these may cancel, whichever is worse; h is
 * no greater than the most where p is no subnormal number.
 */
const worseOf = (
  operation: OperationName,
  s: Spread,
  h: readonly Factor[],
  cancelling: readonly Factor[],
  most: number,
  k: Grants,
): number[] => {
  const best = centred(s, h, most, k)
  const other = k.cancellation ? centred(s, cancelling, most, k) : best
  return best.map(({ size, budget }, j) => {
    const plain = at(other, j)
    return kept(operation, Math.min(size, plain.size), Math.max(budget, plain.budget), k)
  })
}

/**
 * p_j |h_j| (r_j + 3u) + p_j sum p_i |h_i| (r_i + r_j + (n + 4)u), and the errors of h. With p_i
 * that underflows, p_i h_i is lost.
 */
const centred = (s: Spread, h: readonly Factor[], most: number, k: Grants) => {
  const relative = shares(s, k)
  const mean = withinDoubles(
    over(
      s,
      s.p.map((p, i) => p * at(h, i).size),
    ),
  )
  const ofMean = withinDoubles(
    over(
      s,
      h.map(({ size, error }, i) => {
        const ofShare = moved(s, i, at(relative, i) + k.sum(s.n) + 2 * k.u)
        return withinDoubles(size + error) * ofShare + at(s.p, i) * error
      }),
    ),
  )
  const lost = k.underflow(
    4
      * over(
        s,
        h.map(({ size }) => Math.min(size, most)),
      )
      + s.n
      + 2,
  )
  return h.map(({ size, error }, j) => {
    const p = at(s.p, j)
    const whole = withinDoubles(size + mean)
    const ofShare = moved(s, j, at(relative, j) + 3 * k.u)
    return {
      size: p * whole,
      budget: whole * ofShare + (p + ofShare) * withinDoubles(ofMean + error) + lost,
    }
  })
}

/**
 * sum p_i (-log p_i): the errors of both factors, a product each and their sum; or log sum e^z - sum
 * p_i z_i where that may cancel. A probability that underflows is lost with its logarithm.
 */
export const entropy = (s: Spread, k: Grants): number => {
  const loss = losses(s, k)
  const relative = shares(s, k)
  const rounded = k.sum(s.n) + k.u
  const size = entropyOf(s)
  const direct = over(
    s,
    s.p.map((p, i) => {
      const ofShare = moved(s, i, at(relative, i))
      const apart = k.cancellation * finite(at(s.logits, i))
      const surprise = withinDoubles(lossOf(s, i) + loss(i) + apart)
      return (
        ofShare * surprise
        + p * loss(i)
        + rounded * (p + ofShare) * surprise
        + k.underflow(2) * (1 + Math.min(lossOf(s, i), deepest(k)))
      )
    }),
  )
  const apart = k.cancellation * (mass(s, k) + k.u * (Math.abs(logSumExpOf(s)) + size))
  return kept('entropy', size, withinDoubles(direct + apart), k)
}
/** The entropy in doubles. */
export const entropyOf = (s: Spread): number =>
  over(
    s,
    s.p.map((p, i) => (p === 0 ? 0 : p * lossOf(s, i))),
  )

/**
 * sum t_i (log t_i - log p_i): what the soft cross-entropy errs by, a logarithm of each weight, and
 * their difference. A weight that underflows loses its own logarithm too.
 */
export const klDivergence = (s: Spread, target: readonly number[], k: Grants): number => {
  const terms = over(
    s,
    target.map((t) => (t === 0 ? 0 : 1)),
  )
  const ofLogarithms = over(
    s,
    target.map((t, i) => {
      if (t === 0) return 0
      const size = Math.abs(Math.log(t))
      const rounded = (k.elementary + k.sum(terms) + 3 * k.u) * size + k.u * lossOf(s, i)
      return t * rounded + k.underflow(1) * (1 + size)
    }),
  )
  const size = softLossOf(s, target) + sizeOfLogarithms(s, target)
  return kept('klDivergence', size, withinDoubles(softLoss(s, target, k) + ofLogarithms), k)
}
const sizeOfLogarithms = (s: Spread, target: readonly number[]): number =>
  over(
    s,
    target.map((t) => (t === 0 ? 0 : t * Math.abs(Math.log(t)))),
  )

export const klDivergenceGradient = (s: Spread, target: readonly number[], k: Grants): number[] =>
  keptEach('klDivergenceGradient', pullSizes(s, target), pull(s, target, k), k)

/** No logarithm of a probability that is no subnormal number is greater. */
export const deepest = (k: Grants): number => 1 - Math.log(k.underflow(1))

/** |z|, kept finite. */
const finite = (z: number): number => Math.min(Math.abs(z), Number.MAX_VALUE)

/** S, the sum of the terms e^(z_j - m), relative. */
const sumOfTerms = (s: Spread, k: Grants): number =>
  over(
    s,
    s.p.map((_, j) => moved(s, j, k.term(s, j))),
  ) + k.additions(s)

/** log S, absolute: terms may underflow. */
const logarithm = (s: Spread, k: Grants): number =>
  sumOfTerms(s, k) + k.logarithm(s) + k.underflow(s.n)

/** m + log S: the last addition rounds the result. */
const mass = (s: Spread, k: Grants): number =>
  withinDoubles(
    k.exponent(s, s.pivot) + movedBy(s, s.pivot) + logarithm(s, k) + k.u * Math.abs(logSumExpOf(s)),
  )

/** -log p_i = (m - z_i) + log S, likewise, for every i. */
export const losses = (s: Spread, k: Grants): ((i: number) => number) => {
  const common = logarithm(s, k)
  return (i) => withinDoubles(k.exponent(s, i) + common + k.u * lossOf(s, i))
}

/** p_i, a term over S, relative. */
export const shares = (s: Spread, k: Grants): number[] => {
  const common = sumOfTerms(s, k) + k.share(s)
  return s.p.map((_, i) => k.term(s, i) + common)
}

/** The same, absolute: an exponential and a quotient may underflow. */
const probabilities = (s: Spread, k: Grants, relative = shares(s, k)): number[] =>
  s.p.map((_, i) => moved(s, i, at(relative, i)) + k.underflow(2))

/**
 * sum t_i (-log p_i): the errors of the terms, a product each, and k - 1 additions for k weights
 * other than 0, of terms t_i (log sum e^z - z_i), or of both parts apart where that may cancel. A
 * product may underflow, and so may a weight, which then loses that much of its logarithm.
 */
export const softLoss = (s: Spread, target: readonly number[], k: Grants): number => {
  const loss = losses(s, k)
  const terms = over(
    s,
    target.map((t) => (t === 0 ? 0 : 1)),
  )
  const rounded = k.sum(terms) + 2 * k.u
  const apart = (i: number): number =>
    k.cancellation * (Math.abs(at(s.logits, i)) + Math.abs(logSumExpOf(s)))
  return over(
    s,
    target.map((t, i) =>
      t === 0 ? 0 : (
        Math.abs(t) * (loss(i) + rounded * (lossOf(s, i) + apart(i)))
        + k.underflow(1) * (1 + lossOf(s, i))
      ),
    ),
  )
}
export const softLossOf = (s: Spread, target: readonly number[]): number =>
  over(
    s,
    target.map((t, i) => (t === 0 ? 0 : Math.abs(t) * lossOf(s, i))),
  )

/**
 * p_i sum_{j != i} t_j - t_i sum_{j != i} p_j for weights of any sign, or p_i sum t - t_i where that
 * may cancel: n - 2 additions, a product each, and a difference. The weight, both products, n - 1
 * sums and the difference may underflow.
 */
export const pull = (s: Spread, target: readonly number[], k: Grants): number[] => {
  const relative = shares(s, k).map((r) => r + k.sum(s.n) + 3 * k.u)
  const sizes = target.map(Math.abs)
  const otherTargets = allButEach(s, sizes)
  const ofOthers = allButEach(
    s,
    s.p.map((_, j) => moved(s, j, at(relative, j))),
  )
  const lost = k.underflow((s.n + 3) * (1 + over(s, sizes)))
  return s.p.map((_, i) => {
    const t = at(sizes, i)
    const ofOwn = moved(s, i, at(relative, i))
    const fromWhole = k.cancellation * t * (2 * ofOwn + 2 * k.u)
    return ofOwn * at(otherTargets, i) + t * at(ofOthers, i) + fromWhole + lost
  })
}
/** How great the entries of such a pull may be. */
export const pullSizes = (s: Spread, target: readonly number[]): number[] => {
  const sizes = target.map(Math.abs)
  const [otherTargets, otherShares] = [allButEach(s, sizes), allButEach(s, s.p)]
  return s.p.map((p, i) => p * at(otherTargets, i) + at(sizes, i) * at(otherShares, i))
}

/**
 * How far p_i moves under a relative error r, p_i (e^r - 1). Where r is great, in coarse formats and
 * at great offsets, p_i may be below all doubles and p_i e^r not; beyond e^300 it is unbounded.
 */
export const moved = (s: Spread, i: number, r: number): number =>
  r < 1 ? at(s.p, i) * Math.expm1(r) : Math.exp(Math.min(r - lossOf(s, i), 300))

/** What exceeds all doubles is granted the greatest: a result that far away rounds to infinity. */
export const withinDoubles = (x: number): number => Math.min(x, Number.MAX_VALUE)

/** A budget of a result of this size, which is then stored. */
export const kept = (operation: OperationName, size: number, budget: number, k: Grants): number =>
  withinDoubles(budget + k.stored(operation, Math.abs(size) + budget))
export const keptEach = (
  operation: OperationName,
  sizes: readonly number[],
  budgets: readonly number[],
  k: Grants,
): number[] => budgets.map((budget, i) => kept(operation, at(sizes, i), budget, k))

/** The sum over all the other classes, for each, so that nothing is subtracted. */
export const allButEach = (s: Spread, xs: readonly number[]): number[] => {
  const before = running(s.counts, xs)
  const after = running(s.counts.toReversed(), xs.toReversed()).toReversed()
  return xs.map((x, i) => {
    const copies = (at(s.counts, i) - 1) * x
    return withinDoubles(at(before, i) + at(after, i) + copies)
  })
}
const running = (counts: readonly number[], xs: readonly number[]): number[] => {
  let soFar = 0
  return xs.map((x, i) => {
    const before = soFar
    soFar = withinDoubles(soFar + at(counts, i) * x)
    return before
  })
}
