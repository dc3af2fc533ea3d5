import fc from 'fast-check'
import { expect } from 'vitest'
import type { Arithmetic } from '../../src/arithmetic/arithmetic.ts'
import {
  compare,
  greater,
  magnitude,
  minus,
  powerOfTwo,
  type Exact,
} from '../../src/arithmetic/exact.ts'
import {
  axes,
  gradient,
  slopeAlong,
  type ScalarFunction,
  type VectorFunction,
} from '../../src/calculus/derivatives.ts'
import { at } from '../../src/arithmetic/sequence.ts'
import { digitsBefore } from '../../src/calculus/slope.ts'

/** The arithmetic of a gradient check: fifty times faster than decimal.js. */
export { bigfloats } from '../../src/calculus/point.ts'

/** To how many decimal digits two numbers agree. */
export const agreement = (a: Exact, b: Exact): number => {
  const apart = magnitude(minus(a, b))
  return apart.mantissa === 0n ? Infinity : digitsBefore(apart, greater(magnitude(a), magnitude(b)))
}

/**
 * Whether two numbers agree to 30 decimal digits. Below 2^-1300, where terms of size one cancelled,
 * they count as zero.
 */
export const agree = (a: Exact, b: Exact): boolean =>
  agreement(a, b) >= 30 || compare(magnitude(minus(a, b)), powerOfTwo(-1300)) < 0

/**
 * Claims that a gradient in closed form, the tape and dual numbers agree to 30 digits in every
 * entry.
 */
export const expectAgreement = (
  k: Arithmetic<Exact>,
  f: ScalarFunction,
  g: VectorFunction,
  x: readonly number[],
): void => {
  const point = x.map(k.from)
  const closed = g(k, point)
  const back = gradient(k, f, point)
  axes(point.length).forEach((axis, i) => {
    expect(agree(at(closed, i), at(back, i))).toBe(true)
    expect(agree(at(closed, i), slopeAlong(k, f, point, axis.map(k.from)))).toBe(true)
  })
}

/**
 * Logits with ties, and with gaps up to 800 below a leader, at an offset; or all of them near zero.
 */
export const points = (n: number): fc.Arbitrary<number[]> =>
  fc.oneof(
    fc
      .tuple(
        fc.array(fc.constantFrom(0, 0, 1, 0.5, 5, 17, 40, 104, 200, 400, 750, 800), {
          minLength: n,
          maxLength: n,
        }),
        fc.constantFrom(0, 0, 1, -50, 700),
      )
      .map(([gaps, offset]) => gaps.map((gap) => offset - gap)),
    modest(n),
  )

/** Vectors of short numbers within 8 of zero. */
export const modest = (n: number): fc.Arbitrary<number[]> =>
  fc.array(
    fc.integer({ min: -64, max: 64 }).map((i) => i / 8),
    { minLength: n, maxLength: n },
  )

/**
 * Vectors of short numbers that are not all the same: no cotangent may be constant, since softmax
 * takes it for zero.
 */
export const cotangents = (n: number): fc.Arbitrary<number[]> =>
  modest(n).filter((g) => g.some((c) => c !== g[0]))
