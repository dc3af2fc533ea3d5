import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { binary64 } from '../../src/arithmetic/binary64.ts'
import { complex, type Complex } from '../../src/arithmetic/complex.ts'
import { compare, magnitude, type Exact } from '../../src/arithmetic/exact.ts'
import { bigfloats } from './numbers.ts'

const k = bigfloats(50)
const c = complex(k)
const number = (a: number, b: number): Complex<Exact> => ({
  real: k.from(a),
  imaginary: k.from(b),
})
const reals = fc.double({ min: -20, max: 20, noNaN: true })
const numbers = fc.tuple(reals, reals).map(([a, b]) => number(a, b))
const rightOnes = fc
  .tuple(fc.double({ min: 0.01, max: 20, noNaN: true }), reals)
  .map(([a, b]) => number(a, b))
/** Whether two numbers agree to 40 digits of the greater part, or of 1. */
const expectNear = (a: Complex<Exact>, b: Complex<Exact>): void => {
  const size = [b.real, b.imaginary, k.from(1)].map(magnitude).reduce(k.max)
  const { real, imaginary } = c.sub(a, b)
  for (const part of [real, imaginary])
    expect(compare(magnitude(part), k.mul(size, k.from(1e-40)))).toBeLessThanOrEqual(0)
}

describe('complex numbers', () => {
  it('are a field, in which i^2 = -1', () => {
    expectNear(c.mul(number(0, 1), number(0, 1)), number(-1, 0))
    fc.assert(
      fc.property(numbers, numbers, numbers, (a, b, d) => {
        expectNear(c.mul(a, c.add(b, d)), c.add(c.mul(a, b), c.mul(a, d)))
        expectNear(c.add(a, c.neg(b)), c.sub(a, b))
        fc.pre(!c.isZero(b))
        expectNear(c.mul(c.div(a, b), b), a)
      }),
      { numRuns: 30 },
    )
  })

  it('have an exponential that turns sums into products, and a logarithm that undoes it', () => {
    fc.assert(
      fc.property(numbers, numbers, rightOnes, (a, b, z) => {
        const [whole, product] = [c.exp(c.add(a, b)), c.mul(c.exp(a), c.exp(b))]
        expectNear(c.div(product, whole), number(1, 0))
        expectNear(c.exp(c.log(z)), z)
        expectNear(c.exp(c.log1p(z)), c.add(number(1, 0), z))
        expectNear(c.div(c.add(c.expm1(a), number(1, 0)), c.exp(a)), number(1, 0))
      }),
      { numRuns: 30 },
    )
  })

  it('turn by pi/4 where log(1 + i) says so, and half round where e does', () => {
    const { imaginary: eighth } = c.log(number(1, 1))
    expect(k.toNumber(eighth)).toBe(Math.PI / 4)
    expectNear(c.exp({ real: k.from(0), imaginary: k.mul(k.from(4), eighth) }), number(-1, 0))
  })

  it('stay on the unit circle however far they turn', () => {
    for (const angle of [100, -500, 2 ** 16]) {
      const z = c.exp(number(0, angle))
      expectNear(c.mul(z, { ...z, imaginary: k.neg(z.imaginary) }), number(1, 0))
      expect(k.toNumber(z.real)).toBeCloseTo(Math.cos(angle), 12)
    }
  })

  it('divide by what lies on either axis', () => {
    expectNear(c.div(number(1, 0), number(0, 2)), number(0, -0.5))
    expectNear(c.div(number(0, 3), number(-2, 0)), number(0, -1.5))
  })

  it('keep the digits of an imaginary part that is small, of either sign', () => {
    for (const h of [1e-300, -1e-300])
      for (const f of [c.exp, c.expm1, c.log1p] as const)
        expect(k.toNumber(f(number(0, h)).imaginary)).toBe(h)
    expect(k.toNumber(c.log(number(4, 1e-300)).imaginary)).toBe(2.5e-301)
    expect(k.toNumber(c.expm1(number(1e-300, 0)).real)).toBe(1e-300)
  })

  it('compare by their real parts, and have at a tie the mean for their maximum', () => {
    const [low, high] = [number(1, 5), number(2, -5)]
    expect([c.max(low, high), c.max(high, low)]).toEqual([high, high])
    expectNear(c.max(low, number(1, 2)), number(1, 3.5))
    expect([c.less(low, high), c.less(high, low)]).toEqual([true, false])
    expect([low, number(-1, 5), number(0, 5)].map((a) => c.toNumber(c.step(a)))).toEqual([
      1, 0, 0.5,
    ])
    expect([number(0, 0), number(0, 1), number(1, 0)].map(c.isZero)).toEqual([true, false, false])
    expect([c.toNumber(high), c.name, c.from(3)]).toEqual([2, `complex(${k.name})`, number(3, 0)])
  })

  it('are NaN, and at once, where an angle is not finite', () => {
    const d = complex(binary64)
    for (const imaginary of [NaN, Infinity])
      expect(d.exp({ real: 0, imaginary })).toEqual({ real: NaN, imaginary: NaN })
    expect(d.log({ real: 1, imaginary: NaN }).imaginary).toBe(NaN)
    expect(d.mul({ real: 1, imaginary: 2 }, { real: 3, imaginary: 4 })).toEqual({
      real: -5,
      imaginary: 10,
    })
  })
})
