import { exact, magnitude, minus } from '../arithmetic/exact.ts'
import { formats, round } from '../arithmetic/format.ts'
import { difference, per } from './claim.ts'
import { ask, type Inquiry, type Setting } from './law.ts'

/** The steps of the sweep: h = 2^-1 … 2^-50. */
export const stepExponents: readonly number[] = Array.from({ length: 50 }, (_, i) => -1 - i)

/**
 * ∣(CE(z + h e₀, 0) − CE(z − h e₀, 0)) / 2h − ∂CE(z, 0)/∂z₀∣ for each step h, at z = [1, 2, 3]: the
 * distance of an implementation's gradient from the difference of its own loss. It falls as h²
 * while the difference is cut off by Taylor, and rises as u/h once it is eaten by rounding; it
 * stays level where the gradient is that of another loss.
 */
export function* stepErrors({
  numbers: { logits },
}: Pick<Setting, 'numbers'>): Inquiry<readonly number[]> {
  const [first = NaN] = yield* ask('crossEntropyGradient', point, 0)
  const errors: number[] = []
  for (const exponent of stepExponents) {
    const h = 2 ** exponent
    const at = (x: number) => ask('crossEntropy', [round(exact(x), logits), ...point.slice(1)], 0)
    const slope = per(2 * h, difference(yield* at(1 + h), yield* at(1 - h)))
    errors.push(
      typeof slope === 'number' || !Number.isFinite(first) ?
        NaN
      : round(magnitude(minus(slope, exact(first))), formats.binary64),
    )
  }
  return errors
}
const point = [1, 2, 3]
