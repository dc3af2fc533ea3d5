import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Arithmetic } from '../../src/arithmetic/arithmetic.ts'
import { bigfloat } from '../../src/arithmetic/bigfloat.ts'
import { binary64 } from '../../src/arithmetic/binary64.ts'
import { constant, dual, variable, type Dual } from '../../src/arithmetic/dual.ts'
import {
  compare,
  exact,
  magnitude,
  minus,
  powerOfTwo,
  times,
  zero,
  type Exact,
} from '../../src/arithmetic/exact.ts'
import { interval } from '../../src/arithmetic/interval.ts'

type Unary = <T>(k: Arithmetic<T>, x: T) => T
const square: Unary = (k, x) => k.mul(x, x)
const onePlus: Unary = (k, x) => k.add(k.from(1), x)
/** f, f' and f'' side by side, each written over any arithmetic. */
const closedForms: readonly (readonly [string, Unary, Unary, Unary])[] = [
  ['1 - x', (k, x) => k.add(k.neg(x), k.from(1)), (k) => k.from(-1), (k) => k.from(0)],
  ['x^2', (k, x) => k.mul(x, x), (k, x) => k.add(x, x), (k) => k.from(2)],
  [
    '3 / x',
    (k, x) => k.div(k.from(3), x),
    (k, x) => k.div(k.from(-3), square(k, x)),
    (k, x) => k.div(k.from(6), k.mul(x, square(k, x))),
  ],
  [
    'x / 3 - x',
    (k, x) => k.sub(k.div(x, k.from(3)), x),
    (k) => k.sub(k.div(k.from(1), k.from(3)), k.from(1)),
    (k) => k.from(0),
  ],
  ['e^x', (k, x) => k.exp(x), (k, x) => k.exp(x), (k, x) => k.exp(x)],
  ['expm1 x', (k, x) => k.expm1(x), (k, x) => k.exp(x), (k, x) => k.exp(x)],
  [
    'log x',
    (k, x) => k.log(x),
    (k, x) => k.div(k.from(1), x),
    (k, x) => k.div(k.from(-1), square(k, x)),
  ],
  [
    'log1p x',
    (k, x) => k.log1p(x),
    (k, x) => k.div(k.from(1), onePlus(k, x)),
    (k, x) => k.div(k.from(-1), square(k, onePlus(k, x))),
  ],
  [
    'max(x, 0) + max(-1, x)',
    (k, x) => k.add(k.max(x, k.from(0)), k.max(k.from(-1), x)),
    (k) => k.from(2),
    (k) => k.from(0),
  ],
  ['x step x', (k, x) => k.mul(x, k.step(x)), (k) => k.from(1), (k) => k.from(0)],
]

const k = bigfloat(400, 'nearest')
const hyper = dual(dual(k))
const positive = fc.double({ min: 2 ** -20, max: 40, noNaN: true }).map(exact)
const isClose = (a: Exact, b: Exact, bits: number): boolean =>
  compare(magnitude(minus(a, b)), times(powerOfTwo(-bits), magnitude(b))) <= 0

describe.each(closedForms)('the slope of %s', (_, f, slope, curvature) => {
  it('is the derivative in closed form', () => {
    fc.assert(
      fc.property(positive, (x) => {
        const y = f(dual(k), variable(k, x))
        expect(y.value).toEqual(f(k, x))
        expect(isClose(y.slope, slope(k, x), 390)).toBe(true)
      }),
    )
  })

  it('is the limit of the difference quotient', () => {
    fc.assert(
      fc.property(positive, (x) => {
        const h = powerOfTwo(-150)
        const quotient = k.div(k.sub(f(k, k.add(x, h)), f(k, k.sub(x, h))), k.add(h, h))
        expect(isClose(f(dual(k), variable(k, x)).slope, quotient, 150)).toBe(true)
      }),
    )
  })

  it('has a slope of its own, the second derivative', () => {
    fc.assert(
      fc.property(positive, (x) => {
        const y = f(hyper, variable(dual(k), variable(k, x)))
        expect(
          isClose(y.value.slope, slope(k, x), 390) && isClose(y.slope.value, slope(k, x), 390),
        ).toBe(true)
        expect(isClose(y.slope.slope, curvature(k, x), 390)).toBe(true)
      }),
    )
  })

  it('lies in its enclosure', () => {
    const enclosures = interval(bigfloat(100, 'down'), bigfloat(100, 'up'))
    fc.assert(
      fc.property(positive, (x) => {
        const { lo, hi } = f(dual(enclosures), variable(enclosures, { lo: x, hi: x })).slope
        expect(compare(lo, slope(k, x)) <= 0 && compare(slope(k, x), hi) <= 0).toBe(true)
      }),
    )
  })
})

describe('log-sum-exp over dual numbers of dual numbers', () => {
  const logSumExp = <T>(a: Arithmetic<T>, z: readonly T[]): T => {
    const peak = z.reduce(a.max)
    return a.add(peak, a.log(z.map((x) => a.exp(a.sub(x, peak))).reduce(a.add)))
  }
  const vectors = (n: number) =>
    fc.array(
      fc.integer({ min: -80, max: 80 }).map((i) => exact(i / 8)),
      { minLength: n, maxLength: n },
    )

  it('gives p.v and the product of the Hessian p(v - p.v) with w, ties included', () => {
    fc.assert(
      fc.property(vectors(4), vectors(4), vectors(4), (z, v, w) => {
        const lifted = z.map((x, i) =>
          variable(dual(k), variable(k, x, v[i] ?? zero), constant(k, w[i] ?? zero)),
        )
        const y = logSumExp(hyper, lifted)
        const weights = z.map(k.exp)
        const p = weights.map((e) => k.div(e, weights.reduce(k.add)))
        const dot = (a: readonly Exact[], b: readonly Exact[]): Exact =>
          a.map((x, i) => k.mul(x, b[i] ?? zero)).reduce(k.add)
        const mean = dot(p, v)
        const isNear = (a: Exact, b: Exact): boolean =>
          compare(magnitude(minus(a, b)), powerOfTwo(-350)) <= 0
        expect(isNear(y.value.slope, mean)).toBe(true)
        expect(isNear(y.slope.value, dot(p, w))).toBe(true)
        const product = p.map((x, i) => k.mul(x, k.sub(v[i] ?? zero, mean)))
        expect(isNear(y.slope.slope, dot(product, w))).toBe(true)
      }),
    )
  })
})

describe('dual numbers of doubles', () => {
  const d = dual(binary64)
  const moving = (value: number, slope = 1): Dual<number> => variable(binary64, value, slope)

  it('share the slope equally at a tie', () => {
    expect(d.max(moving(2, 3), moving(2, 5))).toEqual({ value: 2, slope: 4 })
    expect(d.max(d.from(0), moving(0))).toEqual({ value: 0, slope: 0.5 })
    expect(d.step(moving(0))).toEqual({ value: 0.5, slope: 0 })
  })

  it('keep the slope of the winner however small it is beside the other', () => {
    expect([d.max(moving(2, 1e-20), moving(1, 1)), d.max(moving(1, 1), moving(2, 1e-20))]).toEqual([
      { value: 2, slope: 1e-20 },
      { value: 2, slope: 1e-20 },
    ])
  })

  it('leave a masked logit of -Infinity out', () => {
    const masked = d.from(-Infinity)
    expect(d.exp(d.sub(masked, moving(1)))).toEqual({ value: 0, slope: -0 })
    expect(d.mul(d.exp(masked), moving(1))).toEqual({ value: 0, slope: 0 })
    expect(d.mul(masked, d.from(2))).toEqual({ value: -Infinity, slope: 0 })
    expect(d.max(masked, moving(1))).toEqual({ value: 1, slope: 1 })
    expect(d.max(masked, masked)).toEqual({ value: -Infinity, slope: 0 })
    expect(d.log(d.from(0))).toEqual({ value: -Infinity, slope: 0 })
  })

  it('have the slope e^a in expm1 where expm1(a) + 1 has none', () => {
    expect(d.expm1(moving(-100)).slope).toBe(Math.exp(-100))
  })

  it('compare and convert by their values, and are zero only in both parts', () => {
    expect([d.less(moving(1, 9), moving(2, 1)), d.less(moving(1, 1), moving(1, 2))]).toEqual([
      true,
      false,
    ])
    expect(d.toNumber(d.div(moving(3, 4), moving(2)))).toBe(1.5)
    expect([d.isZero(d.from(0)), d.isZero(moving(0)), d.isZero(moving(1, 0))]).toEqual([
      true,
      false,
      false,
    ])
    expect(d.name).toBe('dual(binary64)')
  })
})
