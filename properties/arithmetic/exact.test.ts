import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toDigits } from '../../src/arithmetic/decimal-string.ts'
import {
  bitLength,
  compare,
  exact,
  greater,
  lesser,
  magnitude,
  minus,
  negate,
  one,
  plus,
  powerOfTwo,
  scale,
  sign,
  sum,
  times,
  top,
  zero,
  type Exact,
} from '../../src/arithmetic/exact.ts'
import { formats, round } from '../../src/arithmetic/format.ts'

const doubles = fc.double({ noNaN: true, noDefaultInfinity: true })
const dyadics: fc.Arbitrary<Exact> = fc.record({
  mantissa: fc.bigInt({ min: -(2n ** 200n), max: 2n ** 200n }),
  exponent: fc.integer({ min: -300, max: 300 }),
})
/** In units of 2^-300 every dyadic drawn is an integer, and every product in units of 2^-600. */
const integer = ({ mantissa, exponent }: Exact, unit = 300): bigint =>
  mantissa << BigInt(exponent + unit)

describe('an exact number', () => {
  it('is every finite double', () => {
    fc.assert(
      fc.property(doubles, (x) => {
        expect(round(exact(x), formats.binary64)).toBe(x + 0)
      }),
      {
        examples: [
          [-0],
          [5e-324],
          [-2.2250738585072014e-308],
          [1.7976931348623157e308],
          [2 ** 53],
          [-(2 ** 53) + 1],
        ],
      },
    )
  })

  it('is never NaN or infinite', () => {
    expect(() => exact(NaN)).toThrowErrorMatchingInlineSnapshot(
      `[RangeError: expected a finite number, but received NaN]`,
    )
    expect(() => exact(-Infinity)).toThrowErrorMatchingInlineSnapshot(
      `[RangeError: expected a finite number, but received -Infinity]`,
    )
  })

  it('adds, subtracts and multiplies as integers over a common unit do', () => {
    fc.assert(
      fc.property(dyadics, dyadics, (a, b) => {
        expect(integer(plus(a, b))).toBe(integer(a) + integer(b))
        expect(integer(minus(a, b))).toBe(integer(a) - integer(b))
        expect(integer(sum([a, b, a]))).toBe(2n * integer(a) + integer(b))
        expect(integer(times(a, b), 600)).toBe(integer(a) * integer(b))
        expect(integer(scale(a, 7))).toBe(integer(a) * 128n)
      }),
    )
  })

  it('is ordered as those integers are', () => {
    fc.assert(
      fc.property(dyadics, dyadics, (a, b) => {
        const difference = integer(a) - integer(b)
        expect(Math.sign(compare(a, b))).toBe(sign({ mantissa: difference, exponent: 0 }))
        expect([integer(lesser(a, b)), integer(greater(a, b))]).toEqual(
          difference > 0n ? [integer(b), integer(a)] : [integer(a), integer(b)],
        )
        expect(integer(magnitude(a))).toBe(a.mantissa < 0n ? -integer(a) : integer(a))
      }),
    )
  })

  it('equals itself however it is written', () => {
    fc.assert(
      fc.property(dyadics, fc.integer({ min: 0, max: 100 }), (a, by) => {
        expect(compare(a, { mantissa: a.mantissa << BigInt(by), exponent: a.exponent - by })).toBe(
          0,
        )
      }),
    )
  })

  it('lies between the powers of two that its top names', () => {
    fc.assert(
      fc.property(
        dyadics.filter((a) => a.mantissa !== 0n),
        (a) => {
          expect(compare(magnitude(a), powerOfTwo(top(a)))).toBeLessThan(0)
          expect(compare(magnitude(a), powerOfTwo(top(a) - 1))).toBeGreaterThanOrEqual(0)
        },
      ),
    )
  })

  it('has as many bits as its binary digits, on both sides of every power of two', () => {
    const lengths = Array.from({ length: 1200 }, (_, n) => [
      bitLength(2n ** BigInt(n) - 1n),
      bitLength(-(2n ** BigInt(n))),
    ])
    expect(lengths).toEqual(lengths.map((_, n) => [n, n + 1]))
  })
})

describe('toDigits', () => {
  it.each([
    ['0', zero, 5],
    ['-1', negate(one), 5],
    ['0.1', exact(0.1), 5],
    ['0.1000000000000000055511151231257827021181583404541015625', exact(0.1), 60],
    ['0.000001', exact(1e-6), 5],
    ['1e-7', exact(1e-7), 5],
    ['1.5e-323', exact(1.5e-323), 2],
    ['123000000', exact(123456789), 3],
    ['123456789', exact(123456789), 20],
    ['100000000000000000000', exact(1e20), 3],
    ['1e+21', exact(1e21), 3],
    ['-1.7977e+308', exact(-1.7976931348623157e308), 5],
    ['10', exact(9.96), 2],
    ['3', exact(2.5), 1],
    ['1.4834e-315653', powerOfTwo(-(2 ** 20)), 5],
  ])('writes %s', (text, x, digits) => {
    expect(toDigits(x, digits)).toBe(text)
  })

  it('writes what JavaScript writes, as far as both know the digits', () => {
    fc.assert(
      fc.property(doubles, fc.integer({ min: 1, max: 15 }), (x, digits) => {
        fc.pre(Math.abs(x) > 1e-290 && Math.abs(x) < 1e300)
        expect(toDigits(exact(x), digits)).toBe(String(Number(x.toPrecision(digits))))
      }),
    )
  })

  it('writes a double in 17 digits that are read as the same double', () => {
    fc.assert(
      fc.property(doubles, (x) => {
        expect(Number(toDigits(exact(x), 17))).toBe(x + 0)
      }),
    )
  })
})
