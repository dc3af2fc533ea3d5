import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exact, scale, type Exact } from '../../src/arithmetic/exact.ts'
import { formats } from '../../src/arithmetic/format.ts'
import {
  atLeast,
  atMost,
  between,
  difference,
  either,
  identical,
  inner,
  isRefuted,
  near,
  nearEach,
  per,
  strain,
  exactTotal,
  type Claim,
} from '../../src/laws/claim.ts'
import { expectedOf } from '../../src/verdict/claim-in-words.ts'

const refuted = (claim: Claim, format = formats.binary64) => isRefuted(claim, format)
const finite = fc.double({ noNaN: true, noDefaultInfinity: true })

describe('near', () => {
  it('holds up to its budget and no further, and counts in budgets how far outside a value lies', () => {
    expect(strain(near('x', 1, 1, 0.25), formats.binary64)).toBe(0)
    expect(strain(near('x', 1.125, 1, 0.25), formats.binary64)).toBe(0.5)
    expect(strain(near('x', 1.25, 1, 0.25), formats.binary64)).toBe(1)
    expect(strain(near('x', 2, 1, 0.25), formats.binary64)).toBe(4)
  })
  it('judges a distance that no double could add', () => {
    fc.assert(
      fc.property(
        finite.filter((x) => Math.abs(x) > 1e-200),
        (x) => {
          expect(refuted(near('x', x, x, 0))).toBe(false)
          expect(
            refuted(
              near(
                'x',
                x,
                {
                  ...exact(x),
                  mantissa: exact(x).mantissa * 2n ** 100n + 1n,
                  exponent: exact(x).exponent - 100,
                } satisfies Exact,
                0,
              ),
            ),
          ).toBe(true)
        },
      ),
    )
  })
  it('is refuted by NaN, whatever is expected, unless NaN is', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), fc.constantFrom(0, 1, 1e308), (x, budget) => {
        expect(refuted(near('x', NaN, x, budget))).toBe(true)
      }),
    )
    expect(refuted(near('x', NaN, NaN, 0))).toBe(false)
    expect(refuted(near('x', 1, NaN, 1e300))).toBe(true)
    expect(refuted(near('x', NaN, 1, Infinity))).toBe(true)
  })
  it('asks for infinities as they are', () => {
    expect(refuted(near('x', Infinity, Infinity, 0))).toBe(false)
    expect(refuted(near('x', Number.MAX_VALUE, Infinity, 1e308))).toBe(true)
    expect(refuted(near('x', exact(1), Infinity, 1))).toBe(true)
  })
  it('grants everything but NaN where the budget is infinite', () => {
    expect([5, Infinity, -Infinity].map((x) => refuted(near('x', x, 1, Infinity)))).toEqual([
      false,
      false,
      false,
    ])
  })
  it('lets an infinity stand for what lies past the overflow threshold of the format, and for nothing below', () => {
    const past = scale(exact(1), 1024)
    expect(refuted(near('x', Infinity, past, 0))).toBe(false)
    expect(refuted(near('x', -Infinity, past, 0))).toBe(true)
    expect(refuted(near('x', Infinity, 1e308, 1))).toBe(true)
    expect(refuted(near('x', Infinity, 1e39, 1), formats.binary32)).toBe(false)
  })
  it('takes enclosures, and rounds outward what is finer than 2^-1300', () => {
    const fine = { mantissa: 1n, exponent: -2000 }
    expect(refuted(near('x', 0, { lo: exact(0), hi: fine }, 0))).toBe(false)
    expect(refuted(near('x', 0, { lo: fine, hi: fine }, 0))).toBe(false)
    expect(refuted(near('x', 1e-300, { lo: fine, hi: fine }, 0))).toBe(true)
  })
  it('claims each entry of a vector by its index', () => {
    expect(
      nearEach('p', [1, 2], [1], [0, 0]).map((claim) => [claim.about, refuted(claim)]),
    ).toEqual([
      ['p[0]', false],
      ['p[1]', true],
    ])
  })
})

describe('either', () => {
  it('is one of two doubles, and nothing beside or between', () => {
    expect([0, -0, NaN, 1e-300, Infinity].map((x) => refuted(either('x', x, 0, NaN)))).toEqual([
      false,
      false,
      false,
      true,
      true,
    ])
    expect([1, 2, 3].map((x) => refuted(either('x', x, 1, 3)))).toEqual([false, true, false])
  })
  it('is written with both', () => {
    expect(expectedOf(either('x', 1, 0, NaN))).toBe('0 or NaN')
  })
})

describe('atLeast and atMost', () => {
  it('bound one side', () => {
    expect([1, 2, 3].map((x) => refuted(atLeast('x', x, 2)))).toEqual([true, false, false])
    expect([1, 2, 3].map((x) => refuted(atMost('x', x, 2)))).toEqual([false, false, true])
    expect(refuted(atLeast('x', 1.5, 2, 0.5))).toBe(false)
    expect(refuted(atMost('x', 2.75, 2, 0.5))).toBe(true)
  })
  it('say nothing where the bound is an infinity that everything keeps, yet NaN keeps none', () => {
    expect([
      refuted(atLeast('x', -1e308, -Infinity)),
      refuted(atMost('x', 1e308, Infinity)),
    ]).toEqual([false, false])
    expect([refuted(atLeast('x', NaN, -Infinity)), refuted(atMost('x', NaN, Infinity))]).toEqual([
      true,
      true,
    ])
  })
  it('ask for the infinity or NaN itself where nothing else keeps the bound', () => {
    expect([refuted(atLeast('x', Infinity, Infinity)), refuted(atLeast('x', 1, Infinity))]).toEqual(
      [false, true],
    )
    expect([refuted(atMost('x', -Infinity, -Infinity)), refuted(atMost('x', NaN, NaN))]).toEqual([
      false,
      false,
    ])
  })
  it('let an infinity pass on the open side only if the format cannot tell', () => {
    expect(refuted(atLeast('x', Infinity, 0))).toBe(false)
    expect(refuted(atLeast('x', -Infinity, 0))).toBe(true)
  })
})

describe('a claim whose budget exceeds the result', () => {
  const isVacuous = (claim: Claim) => claim.isVacuous ?? false
  it('is vacuous, where the size of what is expected is less than its budget', () => {
    expect([0.5, 1, 1.5].map((budget) => isVacuous(near('x', 1, -1, budget)))).toEqual([
      false,
      false,
      true,
    ])
    expect(isVacuous(near('x', 0, { lo: exact(-3), hi: exact(1) }, 2))).toBe(false)
    expect(
      [atLeast('x', 1, 2, 3), atMost('x', 1, 2, 3), atMost('x', 1, 2, 1)].map(isVacuous),
    ).toEqual([true, true, false])
  })
  it('is never vacuous where 0, NaN or an infinity is expected', () => {
    expect(
      [
        near('x', 1, 0, 1e300),
        near('x', NaN, NaN, 1),
        near('x', Infinity, Infinity, 1),
        atLeast('x', 1, 0, 5),
        atLeast('x', 1, -Infinity, 5),
        atMost('x', 1, Infinity, Infinity),
      ].some(isVacuous),
    ).toBe(false)
  })
  it('is vacuous where the budget is infinite, whatever is expected', () => {
    expect(
      [near('x', 1, 0, Infinity), atLeast('x', 1, 0, Infinity), atMost('x', 1, 0, Infinity)].every(
        isVacuous,
      ),
    ).toBe(true)
  })
  it('takes another size from the law', () => {
    expect([0.4, 0.6].map((budget) => isVacuous(near('p', 1, 1, budget, 0.5)))).toEqual([
      false,
      true,
    ])
    expect([1, 1.1].map((budget) => isVacuous(near('Σ g', 0, 0, budget, exact(1))))).toEqual([
      false,
      true,
    ])
    expect(isVacuous(near('p', 0, 0, 1, 0))).toBe(false)
    expect(
      nearEach('p', [1, 1, 1], [1, 1, 1], [0.6, 0.6, 0.6], [0.5, exact(2)]).map(isVacuous),
    ).toEqual([true, false, false])
  })
  it('is refuted all the same by what lies outside', () => {
    expect([isVacuous(near('x', 9, 1, 2)), refuted(near('x', 9, 1, 2))]).toEqual([true, true])
  })
})

describe('between and identical', () => {
  it('count a violation in their unit, or without end where it is zero', () => {
    expect(strain(between('x', 3, exact(0), exact(1), 0.5), formats.binary64)).toBe(5)
    expect(strain(between('x', 3, exact(0), exact(1), 0), formats.binary64)).toBe(Infinity)
  })
  it('know a point enclosure', () => {
    expect(strain(between('x', 1, exact(1), exact(1), 0), formats.binary64)).toBe(0)
  })
  it('know one double only', () => {
    expect(
      [identical('x', -0, 0), identical('x', NaN, NaN), identical('x', Infinity, Infinity)].map(
        (claim) => refuted(claim),
      ),
    ).toEqual([false, false, false])
    expect(
      [identical('x', 0, NaN), identical('x', NaN, 0), identical('x', exact(0), 0)].map((claim) =>
        refuted(claim),
      ),
    ).toEqual([true, true, true])
  })
})

describe('sums, products and quotients of answers', () => {
  it('are exact', () => {
    expect(refuted(near('x', exactTotal([1e16, 1, -1e16]), 1, 0))).toBe(false)
    expect(refuted(near('x', inner([1e16, 1e-16], [1, 1]), exact(1e16), 0))).toBe(true)
    expect(refuted(near('x', difference(1, 2 ** -60), 1, 0))).toBe(true)
    expect(refuted(near('x', per(2 ** -20, difference(3, 1)), 2 ** 21, 0))).toBe(false)
  })
  it('are NaN, or what IEEE 754 makes of it, where an answer is not finite', () => {
    expect([
      exactTotal([1, Infinity]),
      inner([NaN], [1]),
      difference(Infinity, 1),
      per(0.5, NaN),
    ]).toEqual([NaN, NaN, NaN, NaN])
  })
})
