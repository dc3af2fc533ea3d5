import type { Arithmetic } from '../arithmetic/arithmetic.ts'
import { exact, greater, magnitude, sum, times, zero, type Exact } from '../arithmetic/exact.ts'
import { at } from '../arithmetic/sequence.ts'
import { axes, hessianTimes, type ScalarFunction } from './derivatives.ts'
import { across, fewEntries } from './directions.ts'
import { exactOf } from './slope.ts'

/**
 * How far each entry of the gradient moves where every entry of x moves by its own size: the sum over
 * j of |H_ij x_j|, with H the Hessian. Of many entries it is estimated, by the greatest of a few sums
 * with arbitrary signs. Where f has no second derivatives, nothing is known to move.
 */
export const conditionsOf = <T>(
  k: Arithmetic<T>,
  f: ScalarFunction,
  x: readonly number[],
): readonly Exact[] => {
  const point = x.map(k.from)
  const pushed = (v: readonly number[]): Exact[] =>
    hessianTimes(k, f, point, v.map(k.from)).map((entry) => magnitude(exactOf(k, entry, digits)))
  try {
    return x.length <= fewEntries ?
        axes(x.length).map((axis) => sum(pushed(axis).map((h, j) => times(h, size(at(x, j))))))
      : across(x.length, signs)
          .map((v) => pushed(v.map((sign, j) => sign * at(x, j))))
          .reduce((most, entries) => most.map((m, i) => greater(m, at(entries, i))))
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return x.map(() => zero)
  }
}

const digits = 20
const signs = 4
const size = (x: number): Exact => magnitude(exact(x))
