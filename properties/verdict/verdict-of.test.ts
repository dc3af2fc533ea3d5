import { describe, expect, it } from 'vitest'
import { exact } from '../../src/arithmetic/exact.ts'
import { formats } from '../../src/arithmetic/format.ts'
import { near } from '../../src/laws/claim.ts'
import { ulpErrorOf, worse } from '../../src/verdict/ulp-error.ts'
import { bestOf } from '../../src/verdict/verdict-of.ts'
import type { Witness } from '../../src/verdict/verdict.ts'

const { binary64 } = formats
const witness = (input: unknown, strain: number): Witness => ({ input, strain, refuted: [] })

describe('the witnesses of a law that is broken', () => {
  const [short, long, wide] = [
    witness([1, 2], 1.5),
    witness([1, 2.25, 3], 3),
    witness([1e300], 2000),
  ]
  it('are the shortest to write, and the shortest that is clear', () => {
    for (const [first, ...others] of [
      [short, long, wide],
      [wide, long, short],
      [long, wide, short],
    ] as const)
      expect(bestOf(first as Witness, others)).toEqual({ smallest: short, clearest: wide })
  })
  it('are everyday ones before all others', () => {
    const isEveryday = (input: unknown) => input === long.input
    expect(bestOf(short, [long, wide], isEveryday).smallest).toBe(long)
    expect(bestOf(long, [wide, short], isEveryday).smallest).toBe(long)
  })
  it('are the furthest out where none is clear', () => {
    expect(bestOf(short, [long])).toEqual({ smallest: short, clearest: long })
    expect(bestOf(short, [])).toEqual({ smallest: short, clearest: short })
  })
})

describe('an error in ulp', () => {
  const errorOf = (value: number | ReturnType<typeof exact>, budget = 2 ** -50) =>
    ulpErrorOf(near('p', value, 1, budget), binary64, binary64, 'here')
  it('is the distance from the truth, of doubles and of sums that are exact', () => {
    expect(errorOf(1 + 2 ** -52)).toEqual({ ulp: 1, budget: 4, input: 'here' })
    expect(errorOf({ mantissa: 2n ** 52n + 1n, exponent: -52 })).toEqual({
      ulp: 1,
      budget: 4,
      input: 'here',
    })
    expect(errorOf({ mantissa: 2n ** 54n + 1n, exponent: -54 })).toMatchObject({ ulp: 0.25 })
  })
  it('is infinite for what is no number, and none where nothing is proven', () => {
    expect(errorOf(NaN)).toEqual({ ulp: Infinity, budget: 0, input: 'here' })
    expect(errorOf(1.5, 2)).toBeUndefined()
  })
  it('is the worse of two', () => {
    const [one, two, three] = [
      { ulp: 1, budget: 4, input: 1 },
      { ulp: 2, budget: 4, input: 2 },
      { ulp: 2, budget: 3, input: 3 },
    ]
    expect([worse(one, two), worse(two, one), worse(two, three), worse(three, two)]).toEqual([
      two,
      two,
      three,
      three,
    ])
    expect([worse(undefined, one), worse(one, undefined)]).toEqual([one, one])
  })
})
