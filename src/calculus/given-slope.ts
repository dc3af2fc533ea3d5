import type { Arithmetic } from '../arithmetic/arithmetic.ts'
import {
  exact,
  greater,
  magnitude,
  minus,
  powerOfTwo,
  scale,
  sum,
  times,
  type Exact,
} from '../arithmetic/exact.ts'
import { formats, round } from '../arithmetic/format.ts'
import { at } from '../arithmetic/sequence.ts'
import type { VectorFunction } from './derivatives.ts'
import { describe, expectNumber } from './gradient-input.ts'
import { exactOf } from './slope.ts'

/** A gradient over any arithmetic, or its entries at the point, as doubles. */
export type Given = VectorFunction | readonly number[]

/** The slope that a gradient gives along a direction. */
export type GivenSlope = {
  readonly value: number | Exact
  /** What it may be off by: how far it is known, or what doubles are granted. */
  readonly slack: Exact
  /** What it may be off by because x is rounded, which takes longer to find. */
  readonly moved?: () => Exact
  /** How far it may be off, though not known to be, if numbers of size one took part. */
  readonly doubt: Exact
  /** What plain code in doubles loses; and what it loses if the slope's error scatters, which takes longer to find. */
  readonly lost?: Exact
  readonly scattered?: { readonly lost: Exact; readonly isSeen: () => boolean }
}

/** A gradient on trial: its slopes, and its entries, near enough to choose directions by. */
export type GivenSlopes = {
  slope(v: readonly number[]): GivenSlope
  readonly entries: readonly number[]
}

/**
 * The slopes of a gradient over any arithmetic. It is computed with ten digits more too: twice the
 * distance tells how far it is known.
 */
export const slopesOfFunction = <T>(
  over: (digits: number) => Arithmetic<T>,
  g: VectorFunction,
  x: readonly number[],
  digits: number,
): GivenSlopes => {
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
/** The sum of the magnitudes of the entries. */
export const lengthOf = (v: readonly number[]): Exact => sum(v.map((c) => magnitude(exact(c))))
