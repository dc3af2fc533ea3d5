import type { Arithmetic } from '../arithmetic/arithmetic.ts'
import { literal } from '../contract/literal.ts'
import { orders } from './difference.ts'
import type { Granted } from './slopes-of-doubles.ts'

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

type Precisions = {
  readonly digits: number
  readonly mostDigits: number
  readonly agreement: number
}

/** How a slope is taken: by a central difference, a complex step, or the fall of a remainder. */
export const methods = ['central', 'complex-step', 'taylor'] as const
export type Method = (typeof methods)[number]

/** Throws where there is no such precision, difference or method, nothing that an entry may be off by, or nothing to ask. */
export const expectOptions = (
  { digits, mostDigits, agreement }: Precisions,
  order: unknown,
  method: unknown,
  { relative, absolute, gradientAt }: Granted & { readonly gradientAt?: unknown },
): void => {
  for (const [name, number, least] of [
    ['digits', digits, 10],
    ['mostDigits', mostDigits, digits],
    ['agreement', agreement, 4],
  ] as const)
    if (!(number >= least && number < Infinity))
      throw new RangeError(
        `expected ${name} to be a number of at least ${least}, but received ${describe(number)}`,
      )
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
  if (gradientAt !== undefined && typeof gradientAt !== 'function')
    throw new TypeError(
      `expected gradientAt to be a function of a point, but received ${describe(gradientAt)}`,
    )
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

export const isNumbers = (v: unknown): v is readonly number[] =>
  Array.isArray(v) && v.every((c) => typeof c === 'number')

/** Throws a TypeError where y, which comes from outside, is not a number of the arithmetic. */
export const expectNumber = <T>(k: Arithmetic<T>, what: string, y: T): void => {
  if (Number.isNaN(readNumber(k, y)))
    throw new TypeError(`expected ${what} a number of ${k.name}, but received ${describe(y)}`)
}
/** The double of y, or NaN where y is not a number of the arithmetic. */
const readNumber = <T>(k: Arithmetic<T>, y: T): number => {
  try {
    const number: unknown = typeof y === typeof k.from(0) ? k.toNumber(y) : NaN
    return typeof number === 'number' ? number : NaN
  } catch {
    return NaN
  }
}

/** A value in a few words, as a message shows it. */
export const describe = (x: unknown): string =>
  isNumbers(x) ? literal(x)
  : Array.isArray(x) ? 'an array with something else in it'
  : typeof x === 'string' ? JSON.stringify(x.slice(0, 40))
  : typeof x === 'object' && x !== null ? 'an object'
  : typeof x === 'function' ? 'a function'
  : String(x)
