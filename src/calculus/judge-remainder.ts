import type { Arithmetic } from '../arithmetic/arithmetic.ts'
import {
  compare,
  exact,
  greater,
  magnitude,
  minus,
  plus,
  scale,
  times,
  type Exact,
} from '../arithmetic/exact.ts'
import { least } from '../arithmetic/sequence.ts'
import { powerOfTen } from './difference.ts'
import type { GivenSlope } from './given-slope.ts'
import { compared, statusOf, type JudgedSlope } from './judge-slope.ts'
import { exactOf, type Precision } from './slope.ts'
import { log10 } from './taylor-test.ts'

/** The steps between which a remainder falls: 10^-9 and 10^-10. */
const [far, near] = [9, 10] as const

/**
 * Taylor's theorem as a verdict: on either side f(x + hv) - f(x) - h g.v falls with h^2 if g is the
 * gradient, and with h if it is not, whatever the size of f and g. Undefined where it decides
 * nothing: where nothing is left of it above rounding, or it falls otherwise, as at a kink.
 */
export const judgeRemainder = <T>(
  k: Arithmetic<T>,
  f: (t: T) => T,
  given: GivenSlope,
  { digits, unit = 0 }: Precision,
): JudgedSlope | undefined => {
  if (typeof given.value === 'number') return undefined
  const slope = given.value
  const valueAt = (t: T): T => f(k.mul(t, k.from(2 ** unit)))
  const centre = valueAt(k.from(0))
  /** (f(x + tv) - f(x)) / t. */
  const rise = (t: T): Exact =>
    scale(exactOf(k, k.div(k.sub(valueAt(t), centre), t), digits), -unit)
  const seenBy = (n: number) => {
    const h = powerOfTen(k, -n)
    const [left, right] = [rise(k.neg(h)), rise(h)]
    const off = [left, right].map((side) => magnitude(minus(side, slope)))
    return { mean: scale(plus(left, right), -1), jump: magnitude(minus(right, left)), off }
  }
  const [wide, fine] = [seenBy(far), seenBy(near)]
  const noise = scale(
    times(greater(magnitude(exactOf(k, centre, digits)), exact(1)), exact(10 ** near)),
    10 - unit - Math.floor(digits * Math.log2(10)),
  )
  if (fine.off.some((off) => compare(off, noise) <= 0)) return undefined
  const powers = fine.off.map((off, i) => 1 + log10(wide.off[i] as Exact) - log10(off))
  const seen = {
    difference: fine.mean,
    error: plus(scale(magnitude(minus(fine.mean, wide.mean)), 1), noise),
    doubt: noise,
    converges: true,
    sides: null,
    step: `1e-${near}${unit === 0 ? '' : ' of x'}`,
  }
  const fallsWith = least(powers)
  const judged = { ...compared(seen, given, seen.error), fallsWith }
  if (fallsWith > 1.9) return { ...judged, status: 'passed' }
  // Both sides are off by the same where their jump falls, as it does at no kink, and grows at a pole.
  const isOff =
    powers.every((power) => Math.abs(power - 1) < 0.05)
    && compare(scale(fine.jump, 1), greater(wide.jump, noise)) <= 0
  return isOff ? statusOf(judged, seen, given, 'passed') : undefined
}
