import type { Arithmetic } from '../arithmetic/arithmetic.ts'
import { bigfloat } from '../arithmetic/bigfloat.ts'
import { complex, type Complex } from '../arithmetic/complex.ts'
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
import { formats, round } from '../arithmetic/format.ts'
import { conditionsOf } from './conditioning.ts'
import type { ScalarFunction, VectorFunction } from './derivatives.ts'
import { orders } from './difference.ts'
import { at, total } from '../arithmetic/sequence.ts'
import { literal } from '../contract/literal.ts'
import { inner } from '../laws/claim.ts'
import { exactOf } from './slope.ts'

/** A gradient over any arithmetic, or its entries at the point, as doubles. */
export type Given = VectorFunction | readonly number[]

/** The arithmetic that is used unless another is named: dyadic numbers of so many decimal digits. */
export const bigfloats = (digits: number): Arithmetic<Exact> =>
  bigfloat(Math.ceil(digits * Math.log2(10)), 'nearest')

/** A function and a gradient on trial, read in one arithmetic at one point. */
export type Point<T> = {
  readonly k: Arithmetic<T>
  /** f(x + t v), as a function of t. */
  along(v: readonly number[]): (t: T) => T
  complexAlong(v: readonly number[]): (t: Complex<T>) => Complex<T>
  slope(v: readonly number[]): GivenSlope
  /** The entries of the gradient, near enough to choose directions by. */
  readonly entries: readonly number[]
}

/**
 * The slope that a gradient gives along a direction; how far it is known; how far if numbers of size
 * one took part; and what one in doubles then loses, such as p - 1.
 */
export type GivenSlope = {
  readonly value: number | Exact
  readonly slack: Exact
  readonly doubt: Exact
  readonly lost?: Exact
}

/**
 * A gradient over any arithmetic is computed with ten digits more too: twice the distance tells how
 * far it is known. One in doubles is granted an error in each entry.
 */
export const pointAt = <T>(
  over: (digits: number) => Arithmetic<T>,
  f: ScalarFunction,
  g: Given,
  x: readonly number[],
  digits: number,
  granted: Granted = {},
): Point<T> => {
  const k = over(digits)
  expectNumber(k, 'f to return', f(k, x.map(k.from)))
  return {
    k,
    along: through(k, f, x),
    complexAlong: through(complex(k), f, x),
    ...(typeof g === 'function' ?
      slopesOfFunction(over, g, x, digits)
    : slopesOfNumbers(g, granted, () => conditionsOf(k, f, x))),
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

/** What each entry of a gradient in doubles may be off by, where the one who asks has said it. */
export type Granted = { readonly relative?: number; readonly absolute?: number }

type Slopes = Pick<Point<unknown>, 'slope' | 'entries'>

/**
 * Doubles are granted what was asked for, or what the best code loses. An entry is as uncertain as it
 * moves where x moves by a unit roundoff; beside that it is a sum of as many terms as there are
 * entries, each with an exponential and a quotient: the accurate tier of the laws.
 */
const slopesOfNumbers = (
  g: readonly number[],
  { relative, absolute }: Granted,
  conditions: () => readonly Exact[],
): Slopes => {
  const sizes = g.map((entry) => (Number.isFinite(entry) ? magnitude(exact(entry)) : zero))
  const isAsked = relative !== undefined || absolute !== undefined
  let allowed: readonly Exact[] | undefined
  const allow = (): readonly Exact[] => {
    const units = exact((g.length + 8) * unitRoundoff)
    return isAsked ?
        sizes.map((size) => plus(times(exact(relative ?? 0), size), exact(absolute ?? 0)))
      : conditions().map((moved, i) => times(units, plus(moved, at(sizes, i))))
  }
  const lost = sizes.map((size, i) =>
    plus(
      times(exact(1e-12), size),
      mayBeLeft(at(g, i)) ? exact((g.length + 32) * unitRoundoff) : zero,
    ),
  )
  const along = (v: readonly number[], each: readonly Exact[]): Exact =>
    sum(v.map((c, i) => (c === 0 ? zero : magnitude(times(exact(c), at(each, i))))))
  return {
    entries: g,
    slope: (v) => ({
      value: slopeOf(g, v),
      slack: plus(along(v, (allowed ??= allow())), times(leastDouble, lengthOf(v))),
      doubt: zero,
      lost: plus(along(v, lost), times(leastNormal, lengthOf(v))),
    }),
  }
}

const unitRoundoff = 2 ** -53

/**
 * Whether an entry may be what is left where numbers of size one cancel, as in p - 1: zero, or no less
 * than their last place, in a mean of a thousand rows or so.
 */
const mayBeLeft = (entry: number): boolean => entry === 0 || Math.abs(entry) >= 2 ** -63

/** The slope of a gradient along a direction, to which entries beside it add nothing, NaN or not. */
const slopeOf = (g: readonly number[], v: readonly number[]): number | Exact => {
  const moving = v.flatMap((c, i) => (c === 0 ? [] : [i]))
  const [entries, speeds] = [g, v].map((numbers) => moving.map((i) => at(numbers, i))) as [
    number[],
    number[],
  ]
  const slope = inner(entries, speeds)
  return typeof slope === 'number' ? total(entries.map((c, i) => c * at(speeds, i))) : slope
}

const slopesOfFunction = <T>(
  over: (digits: number) => Arithmetic<T>,
  g: VectorFunction,
  x: readonly number[],
  digits: number,
): Slopes => {
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
  return {
    entries: values.map((entry) => round(entry, formats.binary64)),
    slope: (v) => ({
      value: sum(values.map((entry, i) => times(entry, exact(at(v, i))))),
      slack: sum(rounding.map((r, i) => magnitude(times(r, exact(at(v, i)))))),
      doubt: scale(times(largest, lengthOf(v)), 7 - Math.floor(digits * Math.log2(10))),
    }),
  }
}

export const leastDouble = powerOfTwo(-1074)
const leastNormal = powerOfTwo(-1022)
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

/** How a slope is taken: by a central difference, a complex step, or the fall of a remainder. */
export const methods = ['central', 'complex-step', 'taylor'] as const
export type Method = (typeof methods)[number]

/** Throws where there is no such difference or method, or nothing that an entry may be off by. */
export const expectOptions = (
  digits: number,
  order: unknown,
  method: unknown,
  { relative, absolute }: Granted,
): void => {
  if (!(digits >= 10)) throw new RangeError(`expected 10 digits or more, but received ${digits}`)
  if (!orders.some((known) => known === order))
    throw new RangeError(
      `expected an order among ${orders.join(', ')}, but received ${describe(order)}`,
    )
  if (!methods.some((known) => known === method))
    throw new RangeError(
      `expected a method among ${methods.join(', ')}, but received ${describe(method)}`,
    )
  for (const [name, error] of Object.entries({ relative, absolute }))
    if (error !== undefined && !(error >= 0 && error < Infinity))
      throw new RangeError(`expected ${name} to be 0 or more, but received ${describe(error)}`)
}

/** Throws where `along` is no list of directions from a point of so many entries. */
export const expectDirections = (along: unknown, length: number): void => {
  if (!Array.isArray(along) || along.length === 0)
    throw new RangeError(`expected one direction or more, but received ${describe(along)}`)
  for (const v of along as unknown[]) expectDirection(v, length)
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
