import type { Arithmetic } from '../arithmetic/arithmetic.ts'
import {
  compare,
  exact,
  greater,
  magnitude,
  minus,
  scale,
  times,
  type Exact,
} from '../arithmetic/exact.ts'
import type { ScalarFunction } from './derivatives.ts'
import { powerOfTen } from './difference.ts'
import type { Given } from './given-slope.ts'
import { expectDirection, expectProblem } from './gradient-input.ts'
import { bigfloats, pointAt } from './point.ts'
import { exactOf } from './slope.ts'

/** In how many digits Taylor's theorem is tested, with the defaults of `gradientCheck`. */
export type TaylorOptions<T> = {
  readonly digits?: number
  readonly mostDigits?: number
  /** The arithmetic of so many digits: bigfloat, rounding to nearest. */
  readonly arithmetic?: (digits: number) => Arithmetic<T>
}
/** What f has beyond its tangent at each step, and the power of h with which that falls. */
export type TaylorReport = {
  /** |f(x + hv) - f(x) - h g.v| for each step h = 10^-1 ... 10^-10. */
  readonly residuals: readonly { readonly step: number; readonly residual: Exact }[]
  /**
   * The power of h with which they fall over the last step: Infinity where nothing is left to fall.
   */
  readonly order: number
  readonly digits: number
}

/**
 * Taylor's theorem as a test: what f has beyond its tangent falls with h^2 if g is the gradient,
 * and with h if it is not. A gradient wrong by a part d falls with h^2 down to h near d and with h
 * below: the break tells the size of the error (Farrell et al., SIAM J. Sci. Comput. 35, 2013).
 *
 * Throws a TypeError or a RangeError where x, g, v or a value of f is not what it should be.
 */
export const taylorTest = <T = Exact>(
  f: ScalarFunction,
  g: Given,
  x: readonly number[],
  v: readonly number[],
  { arithmetic, ...rest }: TaylorOptions<T> = {},
): TaylorReport => {
  expectProblem(f, g, x)
  expectDirection(v, x.length)
  const settings = { digits: 50, mostDigits: 800, ...rest }
  return arithmetic ? test(arithmetic, f, g, x, v, settings) : test(bigfloats, f, g, x, v, settings)
}

const steps = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]

const test = <T>(
  over: (digits: number) => Arithmetic<T>,
  f: ScalarFunction,
  g: Given,
  x: readonly number[],
  v: readonly number[],
  { digits, mostDigits }: Required<Omit<TaylorOptions<T>, 'arithmetic'>>,
): TaylorReport => {
  const point = pointAt(over, f, g, x, digits)
  const { k } = point
  const value = (a: T): Exact => exactOf(k, a, digits)
  const along = point.along(v)
  const { value: slope } = point.slope(v)
  if (typeof slope === 'number')
    throw new RangeError(`expected a finite slope of the gradient, but received ${slope}`)
  const centre = value(along(k.from(0)))
  const residuals = steps.map((n) => {
    const h = powerOfTen(k, -n)
    return {
      step: 10 ** -n,
      residual: magnitude(minus(minus(value(along(h)), centre), times(value(h), slope))),
    }
  })
  const [before, last] = residuals.slice(-2).map(({ residual }) => residual) as [Exact, Exact]
  const noise = scale(greater(magnitude(centre), exact(1)), 20 - Math.floor(digits * Math.log2(10)))
  if (compare(last, noise) > 0) return { residuals, order: log10(before) - log10(last), digits }
  if (digits === mostDigits) return { residuals, order: Infinity, digits }
  return test(over, f, g, x, v, { digits: Math.min(2 * digits, mostDigits), mostDigits })
}

/** The decimal logarithm of a number above 0, of any size. */
export const log10 = ({ mantissa, exponent }: Exact): number => {
  const digits = mantissa.toString()
  return Math.log10(Number(`0.${digits}`)) + digits.length + exponent * Math.log10(2)
}
