import type { Arithmetic } from '../arithmetic/arithmetic.ts'
import { dual, type Dual } from '../arithmetic/dual.ts'
import { at } from '../arithmetic/sequence.ts'
import { tape } from './tape.ts'

/** A real function of a vector, written once over any arithmetic. */
export type ScalarFunction = <T>(k: Arithmetic<T>, x: readonly T[]) => T

/** A vector field, such as a gradient, written once over any arithmetic. */
export type VectorFunction = <T>(k: Arithmetic<T>, x: readonly T[]) => readonly T[]

/**
 * The gradient of f at x, one entry per coordinate, by one sweep back along the tape (reverse mode;
 * Griewank and Walther, Evaluating Derivatives, 2008, chapter 3).
 */
export const gradient = <T>(k: Arithmetic<T>, f: ScalarFunction, x: readonly T[]): T[] => {
  const t = tape(k)
  const variables = x.map(t.variable)
  return t.gradient(f(t, variables), variables)
}

/** The slope of f at x along v, by dual numbers; v has one entry per coordinate. */
export const slopeAlong = <T>(
  k: Arithmetic<T>,
  f: ScalarFunction,
  x: readonly T[],
  v: readonly T[],
): T => f(dual(k), moving(x, v)).slope

/**
 * The Hessian of f at x times v: the slopes along v of the gradient (Pearlmutter, Fast exact
 * multiplication by the Hessian, 1994).
 */
export const hessianTimes = <T>(
  k: Arithmetic<T>,
  f: ScalarFunction,
  x: readonly T[],
  v: readonly T[],
): T[] => gradient(dual(k), f, moving(x, v)).map((g) => g.slope)

/** The Hessian of f at x, n rows of n entries for n coordinates. */
export const hessian = <T>(k: Arithmetic<T>, f: ScalarFunction, x: readonly T[]): T[][] =>
  axes(x.length).map((axis) => hessianTimes(k, f, x, axis.map(k.from)))

/** The n unit vectors along the axes. */
export const axes = (n: number): number[][] =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? 1 : 0)))

const moving = <T>(x: readonly T[], v: readonly T[]): Dual<T>[] =>
  x.map((value, i) => ({ value, slope: at(v, i) }))
