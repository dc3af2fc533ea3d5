import { exact, minus, plus, scale, zero, type Exact } from '../arithmetic/exact.ts'
import { formats, round, ulp, type Format } from '../arithmetic/format.ts'
import { distance, isRefuted, type Claim } from '../laws/claim.ts'
import type { UlpError } from './verdict.ts'

/**
 * How far a value lies from the true one, whose enclosure was widened by the budget, in ulp there.
 * NaN and infinities are as they should be, which is no error to measure, or infinitely far: an
 * infinity is as it should be past the range of the narrowest format. What proves nothing is no
 * error to measure either, unless it is refuted.
 */
export const ulpErrorOf = (
  claim: Claim,
  format: Format,
  narrowest: Format,
  input: unknown,
): UlpError | undefined => {
  const { value, within, isVacuous } = claim
  if (isVacuous && !isRefuted(claim, narrowest)) return undefined
  if ('only' in within || (typeof value === 'number' && !Number.isFinite(value)))
    return isRefuted(claim, narrowest) ? { ulp: Infinity, budget: 0, input } : undefined
  const { lo = zero, hi = zero, budget } = within
  const truth = { lo: plus(lo, budget), hi: minus(hi, budget) }
  const inUlp = (x: Exact) => round(scale(x, -ulp(truth.lo, format).exponent), formats.binary64)
  return {
    ulp: inUlp(distance(typeof value === 'number' ? exact(value) : value, truth)),
    budget: inUlp(budget),
    input,
  }
}

/** The greater error: of two that are as great, the one with the smaller budget. */
export const worse = (a: UlpError | undefined, b: UlpError | undefined): UlpError | undefined =>
  (
    a === undefined
    || (b !== undefined && (b.ulp > a.ulp || (b.ulp === a.ulp && b.budget < a.budget)))
  ) ?
    b
  : a
