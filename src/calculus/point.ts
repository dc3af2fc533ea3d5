import type { Arithmetic } from '../arithmetic/arithmetic.ts'
import { bigfloat } from '../arithmetic/bigfloat.ts'
import { complex, type Complex } from '../arithmetic/complex.ts'
import type { Exact } from '../arithmetic/exact.ts'
import { at } from '../arithmetic/sequence.ts'
import { conditionsOf } from './conditioning.ts'
import type { ScalarFunction } from './derivatives.ts'
import { slopesOfFunction, type Given, type GivenSlopes } from './given-slope.ts'
import { expectNumber } from './gradient-input.ts'
import { scatters, type GradientInDoubles } from './scatter.ts'
import { slopesOfDoubles, type Granted } from './slopes-of-doubles.ts'

/** The arithmetic that is used unless another is named: dyadic numbers of so many decimal digits. */
export const bigfloats = (digits: number): Arithmetic<Exact> =>
  bigfloat(Math.ceil(digits * Math.log2(10)), 'nearest')

/** A function and a gradient on trial, read in one arithmetic at one point. */
export type Point<T> = GivenSlopes & {
  readonly k: Arithmetic<T>
  /** f(x + t v), as a function of t. */
  along(v: readonly number[]): (t: T) => T
  complexAlong(v: readonly number[]): (t: Complex<T>) => Complex<T>
}

/** f and g at x, in so many digits; a g in doubles is granted what was asked for, and may be asked beside x. */
export const pointAt = <T>(
  over: (digits: number) => Arithmetic<T>,
  f: ScalarFunction,
  g: Given,
  x: readonly number[],
  digits: number,
  { gradientAt, ...granted }: Granted & { readonly gradientAt?: GradientInDoubles } = {},
): Point<T> => {
  const k = over(digits)
  expectNumber(k, 'f to return', f(k, x.map(k.from)))
  return {
    k,
    along: through(k, f, x),
    complexAlong: through(complex(k), f, x),
    ...(typeof g === 'function' ?
      slopesOfFunction(over, g, x, digits)
    : slopesOfDoubles(
        g,
        x,
        granted,
        () => conditionsOf(k, f, x),
        gradientAt && ((v) => scatters(k, f, gradientAt, x, v)),
      )),
  }
}

/** f(x + t v), over an arithmetic. */
const through =
  <T>(k: Arithmetic<T>, f: ScalarFunction, x: readonly number[]) =>
  (v: readonly number[]): ((t: T) => T) => {
    const [point, direction] = [x.map(k.from), v.map(k.from)]
    return (t) =>
      f(
        k,
        point.map((c, i) => (v[i] === 0 ? c : k.add(c, k.mul(t, at(direction, i))))),
      )
  }
