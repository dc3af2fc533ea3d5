import { at } from '../../arithmetic/sequence.ts'
import type { Grants } from './grants.ts'
import { allButEach, deepest, losses, moved, shares, withinDoubles } from './rows.ts'
import type { Factor } from './shaping.ts'
import { lossOf, type Spread } from './spread.ts'

/**
 * What the focal loss multiplies the weight of each class by, q^g with q = 1 - p, and what its slopes
 * do, q^g + g p (-log p) q^(g - 1): with what each may be off by, in terms of an error of q, which is
 * a sum of the other probabilities, or 1 - p where that may cancel. Where such an error is as great as
 * q itself, the power may be any that the numbers nearby have.
 */
export const focalFactors = (
  s: Spread,
  g: number,
  k: Grants,
): { readonly loss: readonly Factor[]; readonly slopes: readonly Factor[] } => {
  const loss = losses(s, k)
  const relative = shares(s, k)
  const ofOthers = allButEach(
    s,
    s.p.map((_, j) => moved(s, j, at(relative, j) + k.sum(s.n))),
  )
  const others = allButEach(s, s.p)
  const each = s.p.map((p, i) => {
    const [q, ofShare] = [at(others, i), moved(s, i, at(relative, i))]
    const ofQ = at(ofOthers, i) + k.cancellation * (ofShare + k.u) + k.underflow(2 * s.n)
    // Where it is not 0, 1 - p is u at least, and a sum the least number.
    const least = Math.max(q - ofQ, k.cancellation ? k.u : k.underflow(1))
    const steps = stepsOfPower(Math.max(g, Math.abs(g - 1)) * Math.abs(Math.log(least)), k)
    const ofLogOfQ = reach(ofQ, q)
    const power = within(q === 0 ? 0 : q ** g, g * ofLogOfQ + steps, [
      (q + ofQ) ** g,
      Math.exp(steps),
    ])
    const [surprise, ofSurprise] = [lossOf(s, i), loss(i)]
    const most = withinDoubles(surprise + ofSurprise)
    const lost = k.underflow(2)
    const product = withinDoubles((p + ofShare) * most) + lost * Math.min(most, deepest(k))
    const steepest = g < 1 ? least ** (g - 1) : (q + ofQ) ** (g - 1)
    const slope = within(
      p === 0 || q === 0 ? 0 : g * p * surprise * q ** (g - 1),
      reach(ofSurprise, surprise)
        + reach(ofShare + lost, p)
        + Math.abs(g - 1) * ofLogOfQ
        + steps
        + 3 * k.u
        + k.quotient,
      [g, product, steepest, Math.exp(steps)],
    )
    const size = power.size + slope.size
    const error = power.error + slope.error
    return { power, sum: { size, error: error + 2 * k.u * (size + error) } }
  })
  return { loss: each.map(({ power }) => power), slopes: each.map(({ sum }) => sum) }
}

/**
 * e^(g log q): a logarithm and a product, which are as great as g log q, and an exponential; with
 * powers of 2 another two products and their constants, where that is granted.
 */
const stepsOfPower = (size: number, k: Grants): number =>
  (k.elementary + 2 * k.u + k.cancellation * 4 * k.u) * size + k.elementary

/** How far log x may move where x is off by an error: to any place where that is as great as x. */
const reach = (error: number, x: number): number => (error < x ? -Math.log1p(-error / x) : Infinity)

/**
 * A number whose logarithm is off by so much; where that is great, it is as far from 0 as the product
 * of the greatest factors at most, and beyond e^300 unbounded.
 */
const within = (size: number, ofLogarithm: number, greatest: readonly number[]): Factor => ({
  size,
  error:
    ofLogarithm < 1 ?
      size * Math.expm1(ofLogarithm)
    : size + greatest.reduce((product, x) => Math.min(product * withinDoubles(x), unbounded), 1),
})
const unbounded = Math.exp(300)
