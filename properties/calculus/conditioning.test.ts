import { describe, expect, it } from 'vitest'
import { greatest, total } from '../../src/arithmetic/sequence.ts'
import { conditionsOf } from '../../src/calculus/conditioning.ts'
import type { ScalarFunction } from '../../src/calculus/derivatives.ts'
import { across } from '../../src/calculus/directions.ts'
import { bigfloats } from '../arithmetic/numbers.ts'

const k = bigfloats(50)
/** Half of the square of the sum: every second derivative is 1. */
const square: ScalarFunction = (a, x) => {
  const sum = x.reduce(a.add)
  return a.mul(a.from(0.5), a.mul(sum, sum))
}

describe('how far a gradient moves with x', () => {
  it('is the sum of |H_ij x_j| for a few entries', () => {
    const product: ScalarFunction = (a, x) => x.reduce(a.mul)
    expect(conditionsOf(k, square, [1, -2, 0.5]).map(k.toNumber)).toEqual([3.5, 3.5, 3.5])
    expect(conditionsOf(k, product, [2, -3, 5]).map(k.toNumber)).toEqual([30, 20, 12])
  })
  it('is estimated for many by four sums with arbitrary signs', () => {
    let calls = 0
    const counted: ScalarFunction = (a, x) => (calls++, square(a, x))
    const x = Array.from({ length: 40 }, (_, i) => (i % 7) - 3)
    const sums = across(40, 4).map((v) => Math.abs(total(v.map((c, i) => c * (x[i] ?? NaN)))))
    expect(sums.indexOf(greatest(sums))).toBeGreaterThan(0)
    expect(conditionsOf(k, counted, x).map(k.toNumber)).toEqual(x.map(() => greatest(sums)))
    expect(calls).toBe(4)
  })
  it('is not known where there are no second derivatives, and what f throws is handed on', () => {
    const throwing =
      (error: Error): ScalarFunction =>
      () => {
        throw error
      }
    expect(conditionsOf(k, throwing(new RangeError('end')), [1]).map(k.toNumber)).toEqual([0])
    expect(() => conditionsOf(k, throwing(new TypeError('none')), [1])).toThrow('none')
  })
})
