import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Arithmetic } from '../../src/arithmetic/arithmetic.ts'
import { bigfloat } from '../../src/arithmetic/bigfloat.ts'
import { binary64 } from '../../src/arithmetic/binary64.ts'
import { decimal } from '../../src/arithmetic/decimal.ts'
import { extended } from '../../src/arithmetic/extended.ts'

const special = fc.constantFrom(NaN, Infinity, -Infinity)
const finite = fc.constantFrom(0, 1, -1, 0.5, 3, 1e300)
const either = fc.oneof(special, finite)

// Decimals take the infinities for their own, and would hide that they were handed on.
describe.each([extended(decimal(30, 'nearest')), extended(bigfloat(100, 'nearest'))])(
  'the extended $name',
  (arithmetic) => {
    const k = arithmetic as Arithmetic<unknown>
    it.each(['add', 'sub', 'mul', 'div', 'max'] as const)(
      'leaves %s to IEEE 754 where an infinity or NaN takes part',
      (name) => {
        fc.assert(
          fc.property(fc.oneof(fc.tuple(special, either), fc.tuple(either, special)), ([a, b]) => {
            expect(k.toNumber(k[name](k.from(a), k.from(b))) + 0).toBe(binary64[name](a, b) + 0)
          }),
        )
      },
    )
    it.each(['neg', 'exp', 'log', 'log1p', 'expm1', 'step'] as const)(
      'leaves %s of an infinity or NaN to IEEE 754',
      (name) => {
        fc.assert(
          fc.property(special, (a) => {
            expect(k.toNumber(k[name](k.from(a))) + 0).toBe(binary64[name](a) + 0)
          }),
        )
      },
    )
    it('divides by zero as IEEE 754 does', () => {
      expect([1, -1, 0].map((a) => k.toNumber(k.div(k.from(a), k.from(0))))).toEqual([
        Infinity,
        -Infinity,
        NaN,
      ])
    })
    it('orders the infinities, and NaN not at all', () => {
      fc.assert(
        fc.property(either, either, (a, b) => {
          expect(k.less(k.from(a), k.from(b))).toBe(a < b)
        }),
      )
    })
  },
)

describe('an extended arithmetic', () => {
  const k = extended(decimal(30, 'nearest'))
  it('computes in the arithmetic itself among finite numbers', () => {
    const third = k.div(k.from(1), k.from(3))
    expect(k.toNumber(k.sub(k.mul(third, k.from(3)), k.from(1)))).toBe(-1e-30)
    expect(k.toNumber(k.max(k.neg(third), k.exp(k.from(0))))).toBe(1)
    expect([k.isZero(k.from(0)), k.isZero(third), k.isZero(k.from(NaN))]).toEqual([
      true,
      false,
      false,
    ])
    expect(k.name).toBe(decimal(30, 'nearest').name)
  })
  it('leaves every function and every order of finite numbers to the arithmetic', () => {
    const inner = decimal(30, 'nearest')
    const third = inner.div(inner.from(1), inner.from(3))
    const more = inner.add(third, inner.from(2 ** -80))
    for (const name of ['neg', 'exp', 'log', 'log1p', 'expm1', 'step'] as const)
      expect(String(k[name](third)), name).toBe(String(inner[name](third)))
    for (const name of ['add', 'sub', 'mul', 'div', 'max'] as const)
      expect(String(k[name](third, more)), name).toBe(String(inner[name](third, more)))
    expect([k.less(third, more), k.less(more, third), k.less(third, third)]).toEqual([
      true,
      false,
      false,
    ])
  })
})
