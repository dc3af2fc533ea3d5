import type { BatchOptions } from '../../contract/operations.ts'
import type { Grants } from './grants.ts'

/** A factor of a slope, and what it may be off by: absolute. */
export type Factor = { readonly size: number; readonly error: number }

/**
 * What temperature T and soft cap c make of logits, c tanh(z / (T c)): in doubles, with how far each
 * is moved, and the factor by which its slope is that of what was given. Nothing, where there is
 * neither.
 */
export const shaping = (
  { temperature = 1, softCap }: BatchOptions,
  k: Grants,
): ((z: number) => Shaped) | undefined =>
  temperature === 1 && softCap === undefined ?
    undefined
  : (z) => {
      const heated = quotient({ size: z, error: k.read(z) }, temperature, k)
      if (softCap === undefined)
        return { logit: heated.size, moved: heated.error, factor: quotient(one, temperature, k) }
      const { value, slope } = capped(quotient(heated, softCap, k), k)
      return {
        logit: softCap * value.size,
        moved:
          softCap * (value.error + k.u * (Math.abs(value.size) + value.error)) + k.underflow(1),
        factor: quotient(slope, temperature, k),
      }
    }

/** A logit as its loss reads it, how far it is moved, and the factor of its slope. */
type Shaped = { readonly logit: number; readonly moved: number; readonly factor: Factor }

/** The factor that changes nothing. */
export const one: Factor = { size: 1, error: 0 }

/** A logit that is read as it stands, and one that a mask hides: nothing flows back to it. */
export const asGiven = (logit: number): Shaped => ({ logit, moved: 0, factor: one })
export const hidden: Shaped = { logit: -Infinity, moved: 0, factor: { size: 0, error: 0 } }

/**
 * x / y by a quotient, which may underflow, or by a product with 1 / y where that is granted: exact
 * where y is 1.
 */
const quotient = ({ size, error }: Factor, y: number, k: Grants): Factor => {
  if (y === 1) return { size, error }
  const rounded = k.quotient + k.cancellation * k.u
  const most = Math.min((Math.abs(size) + error) / y, Number.MAX_VALUE)
  return { size: size / y, error: error / y + rounded * most + k.underflow(1) }
}

/**
 * tanh x, which follows x by its greatest slope nearby; and 1 - tanh^2 x. Where that may cancel, the
 * errors of t stand in it, with those of t = y / c where y = c t is what is kept; else it is 4e / (1 +
 * e)^2 with e = e^-2|x|, whose relative error is at most that of e, and 3 roundings and a quotient.
 */
const capped = ({ size: x, error }: Factor, k: Grants): { value: Factor; slope: Factor } => {
  const [t, s] = [Math.tanh(x), slopeOf(x)]
  const steepest = slopeOf(Math.max(0, Math.abs(x) - error))
  const ofValue = Math.min(error, 2) * steepest + k.tanh * Math.abs(t)
  const kept = ofValue + k.cancellation * (2 * k.u + k.quotient) * Math.abs(t)
  const relative = Math.expm1(Math.min(2 * error + k.elementary + 3 * k.u + k.quotient, 700))
  const ofSlope =
    k.cancellation ? kept * (2 * Math.abs(t) + kept) + k.u * (t * t + s) : s * relative
  return {
    value: { size: t, error: ofValue },
    slope: { size: s, error: ofSlope + k.underflow(4) },
  }
}

/** 1 - tanh^2 x. */
const slopeOf = (x: number): number => {
  const e = Math.exp(-2 * Math.abs(x))
  return (4 * e) / (1 + e) ** 2
}
