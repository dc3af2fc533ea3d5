import type { Arithmetic } from '../arithmetic/arithmetic.ts'
import { decimal, type Decimal } from '../arithmetic/decimal.ts'
import {
  exact,
  greater,
  magnitude,
  minus,
  plus,
  powerOfTwo,
  scale,
  sum,
  times,
  zero,
  type Exact,
} from '../arithmetic/exact.ts'
import type { ScalarFunction, VectorFunction } from './derivatives.ts'
import { orders } from './difference.ts'
import { at } from '../arithmetic/sequence.ts'
import { literal } from '../contract/literal.ts'
import { inner } from '../laws/claim.ts'
import { exactOf } from './slope.ts'

/** A gradient over any arithmetic, or its entries at the point, as doubles. */
export type Given = VectorFunction | readonly number[]

/** The arithmetic that is used unless another is named: decimal.js, rounding to nearest. */
export const decimals = (digits: number): Arithmetic<Decimal> => decimal(digits, 'nearest')

/** A function and a gradient on trial, read in one arithmetic at one point. */
export type Point<T> = {
  readonly k: Arithmetic<T>
  /** f(x + t v), as a function of t. */
  along(v: readonly number[]): (t: T) => T
  slope(v: readonly number[]): GivenSlope
}

/**
 * The slope that a gradient gives along a direction; how far it is known; and how far if numbers of
 * size one took part.
 */
export type GivenSlope = {
  readonly value: number | Exact
  readonly slack: Exact
  readonly doubt: Exact
}

/**
 * A gradient over any arithmetic is computed with ten digits more too: twice the distance tells how
 * far it is known. One in doubles is granted a relative error in each entry, and the underflow of
 * one.
 */
export const pointAt = <T>(
  over: (digits: number) => Arithmetic<T>,
  f: ScalarFunction,
  g: Given,
  x: readonly number[],
  digits: number,
  relative: number,
): Point<T> => {
  const k = over(digits)
  const point = x.map(k.from)
  expectNumber(k, 'f to return', f(k, point))
  return {
    k,
    along: (v) => {
      const direction = v.map(k.from)
      return (t) =>
        f(
          k,
          point.map((c, i) => (v[i] === 0 ? c : k.add(c, k.mul(t, at(direction, i))))),
        )
    },
    slope:
      typeof g === 'function' ? slopeOfFunction(over, g, x, digits) : slopeOfNumbers(g, relative),
  }
}

const slopeOfNumbers =
  (g: readonly number[], relative: number) =>
  (v: readonly number[]): GivenSlope => {
    const terms = g.map((entry, i) =>
      Number.isFinite(entry) ? magnitude(times(exact(entry), exact(at(v, i)))) : zero,
    )
    const underflow = times(leastDouble, lengthOf(v))
    return {
      value: inner(g, v),
      slack: plus(times(exact(relative), sum(terms)), underflow),
      doubt: zero,
    }
  }

const slopeOfFunction = <T>(
  over: (digits: number) => Arithmetic<T>,
  g: VectorFunction,
  x: readonly number[],
  digits: number,
) => {
  const entries = (n: number): Exact[] => {
    const k = over(n)
    const values = g(k, x.map(k.from))
    if (!Array.isArray(values) || values.length !== x.length)
      throw new TypeError(
        `expected ${x.length} entries of the gradient, but received ${Array.isArray(values) ? values.length : describe(values)}`,
      )
    return values.map((entry: T, i) => {
      expectNumber(k, `entry ${i} of the gradient to be`, entry)
      return exactOf(k, entry, n)
    })
  }
  const values = entries(digits)
  const rounding = entries(digits + 10).map((entry, i) =>
    scale(magnitude(minus(entry, at(values, i))), 1),
  )
  const largest = values.map(magnitude).reduce(greater, exact(1))
  return (v: readonly number[]): GivenSlope => ({
    value: sum(values.map((entry, i) => times(entry, exact(at(v, i))))),
    slack: sum(rounding.map((r, i) => magnitude(times(r, exact(at(v, i)))))),
    doubt: scale(times(largest, lengthOf(v)), 7 - Math.floor(digits * Math.log2(10))),
  })
}

export const leastDouble = powerOfTwo(-1074)
const lengthOf = (v: readonly number[]): Exact => sum(v.map((c) => magnitude(exact(c))))

/**
 * Throws where f is no function, g is neither a function nor as many numbers as x has, or x is not
 * a point.
 */
export const expectProblem = (f: unknown, g: unknown, x: unknown): void => {
  if (typeof f !== 'function')
    throw new TypeError(
      `expected f to be a function over an arithmetic, but received ${describe(f)}`,
    )
  expectVector('the point x', x)
  if (typeof g === 'function') return
  if (!isNumbers(g))
    throw new TypeError(
      `expected g to be a function over an arithmetic or an array of numbers, but received ${describe(g)}`,
    )
  if (g.length !== x.length)
    throw new RangeError(`expected ${x.length} entries of the gradient, but received ${g.length}`)
}

/** Throws where there is no such difference, or no direction to check. */
export const expectOptions = (digits: number, order: unknown, along: readonly unknown[]): void => {
  if (!(digits >= 10)) throw new RangeError(`expected 10 digits or more, but received ${digits}`)
  if (!orders.some((known) => known === order))
    throw new RangeError(
      `expected an order among ${orders.join(', ')}, but received ${describe(order)}`,
    )
  if (!Array.isArray(along) || along.length === 0)
    throw new RangeError(`expected one direction or more, but received ${describe(along)}`)
}

/** Throws where v is not a direction from a point of so many entries. */
export const expectDirection = (v: unknown, length: number): void => {
  expectVector('the direction', v)
  if (v.length !== length)
    throw new RangeError(`expected a direction of ${length} entries, but received ${literal(v)}`)
  if (v.every((c) => c === 0))
    throw new RangeError(`expected a direction other than zero, but received ${literal(v)}`)
}

function expectVector(what: string, v: unknown): asserts v is readonly number[] {
  if (!isNumbers(v) || v.length === 0)
    throw new TypeError(`expected ${what} to be one number or more, but received ${describe(v)}`)
  if (!v.every(Number.isFinite))
    throw new RangeError(`expected ${what} to be finite, but received ${literal(v)}`)
}

const isNumbers = (v: unknown): v is readonly number[] =>
  Array.isArray(v) && v.every((c) => typeof c === 'number')

const expectNumber = <T>(k: Arithmetic<T>, what: string, y: T): void => {
  if (Number.isNaN(readNumber(k, y)))
    throw new TypeError(`expected ${what} a number of ${k.name}, but received ${describe(y)}`)
}
/** The double of y, or NaN where y is not a number of the arithmetic: f and g come from outside. */
const readNumber = <T>(k: Arithmetic<T>, y: T): number => {
  try {
    const number: unknown = typeof y === typeof k.from(0) ? k.toNumber(y) : NaN
    return typeof number === 'number' ? number : NaN
  } catch {
    return NaN
  }
}

const describe = (x: unknown): string =>
  isNumbers(x) ? literal(x)
  : Array.isArray(x) ? 'an array with something else in it'
  : typeof x === 'string' ? JSON.stringify(x.slice(0, 40))
  : typeof x === 'object' && x !== null ? 'an object'
  : typeof x === 'function' ? 'a function'
  : String(x)
