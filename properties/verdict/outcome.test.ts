import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exact } from '../../src/arithmetic/exact.ts'
import { fromHexadecimal, hexadecimal, isHexadecimal } from '../../src/arithmetic/hexadecimal.ts'
import { lawsFrom } from '../../src/records/law.ts'
import type { Implementation } from '../../src/contract/implementation.ts'
import { reference } from '../../src/core/reference.ts'
import type { Claim } from '../../src/laws/claim.ts'
import { laws } from '../../src/laws/index.ts'
import { mistakes } from '../../src/mistakes/index.ts'
import { told } from '../../src/verdict/explain.ts'
import { strainOf, subjectOf } from '../../src/verdict/outcome.ts'
import { outcomeOf } from '../../src/verdict/outcome-of.ts'
import { verify } from '../../src/verdict/verify.ts'
import { claimFrom, writtenClaim } from '../../src/verdict/written-claim.ts'
import { outcome, untried } from '../report/outcomes.ts'
import { softmax } from '../records/tiny-fixtures.ts'

const dyadic = fc
  .tuple(
    fc.bigInt({ min: -(2n ** 3000n), max: 2n ** 3000n }),
    fc.integer({ min: -9999, max: 9999 }),
  )
  .map(([mantissa, exponent]) => ({ mantissa, exponent }))

describe('a dyadic number in hexadecimal', () => {
  it('is itself again, mantissa and exponent', () => {
    fc.assert(
      fc.property(dyadic, (x) => {
        expect(fromHexadecimal(hexadecimal(x))).toEqual(x)
        expect(isHexadecimal(hexadecimal(x))).toBe(true)
      }),
    )
  })
  it('is written as C writes it', () => {
    expect([0.75, -0.1, 0].map((x) => hexadecimal(exact(x)))).toEqual([
      '0x18000000000000p-53',
      '-0x1999999999999ap-56',
      '0x0p0',
    ])
  })
  it.each(['0x1', '1p3', '0x1.8p0', '0x1p123456', '0xgp0', 'NaN', ' 0x1p0', 1, null])(
    'is not %j',
    (x) => expect(isHexadecimal(x)).toBe(false),
  )
})

describe('a claim that JSON kept', () => {
  const number = fc.oneof(fc.double(), fc.constantFrom(NaN, Infinity, -Infinity, -0), dyadic)
  const within: fc.Arbitrary<Claim['within']> = fc.oneof(
    fc.record({ only: fc.double(), or: fc.double() }, { requiredKeys: ['only'] }),
    fc.record({ lo: dyadic, hi: dyadic, budget: dyadic }, { requiredKeys: ['budget'] }),
  )
  it('is the same claim, to the last bit', () => {
    fc.assert(
      fc.property(fc.record({ about: fc.string(), value: number, within }), (claim) => {
        const kept = JSON.parse(JSON.stringify(writtenClaim(claim))) as ReturnType<
          typeof writtenClaim
        >
        expect(claimFrom(kept)).toEqual(claim)
      }),
    )
  })
})

describe('an outcome', async () => {
  const named = (id: string) => [...laws, ...lawsFrom(softmax)].find((law) => law.id === id)!
  const naive = mistakes.find(({ id }) => id === 'softmax-no-max-shift')!.implementation
  const offended: Implementation = {
    ...reference,
    operations: {
      softmax: (z) =>
        z[0] === 710 ? [NaN, 0]
        : z[0] === 0 ? (null as never)
        : [0.5, 0.5],
    },
  }
  const likeness = { operation: 'softmax', mistakes: ['softmax-no-max-shift'], probes: 18 }
  const verdicts = [
    await verify(named('softmax/sums-to-one'), reference, { seed: 1, runs: 5 }),
    await verify(named('softmax/sums-to-one'), naive, { seed: 1 }),
    await verify(named('fixture/softmax'), offended, { seed: 1 }),
    await verify(named('softmax/value'), offended, { seed: 1, runs: 5 }),
    await verify(named('sigmoid/value'), offended, { seed: 1 }),
  ]

  it('of each kind of verdict survives JSON, a blob and a worker', () => {
    expect(verdicts.map(({ status }) => status)).toEqual([
      'passed',
      'falsified',
      'falsified',
      'errored',
      'skipped',
    ])
    for (const verdict of verdicts) {
      const found = outcomeOf(verdict, likeness)
      expect(JSON.parse(JSON.stringify(found))).toEqual(found)
      expect(structuredClone(found)).toEqual(found)
    }
  })
  it('is told from what JSON kept of it as from the verdict', () => {
    const kept = (i: number) =>
      JSON.parse(JSON.stringify(outcomeOf(verdicts[i]!, likeness))) as ReturnType<typeof outcomeOf>
    expect(told({ ...kept(1), address: './a b.js' })).toMatchInlineSnapshot(`
      "softmax/sums-to-one is broken
        law       Σᵢ softmax(z)ᵢ = 1
        input     [710,0]
        claim     the sum of softmax(z)
        expected  1 ± 8.7e-13
        got       NaN
        why       every term is divided by the sum of all the terms.
        resembles mistake:softmax-no-max-shift, on all 18 probes of softmax
        replay    losslaws replay './a b.js' softmax/sums-to-one '[710,0]'
        seed      1, path 3"
    `)
    expect(told(kept(2))).toMatchInlineSnapshot(`
      "fixture/softmax is broken
        law       softmax, as everybody knows
        input     "softmax/gap/001"
        claim     softmax([1,0])[0] (and 1 more)
        expected  0.73105857863000488 ± 3e-15
        got       0.5
        off by    0.231, 1.67e+14 times the budget
        why       each result was computed twice, by one engine and by another.
        resembles mistake:softmax-no-max-shift, on all 18 probes of softmax
        cases     softmax/overflow/001, softmax/gap/001, softmax/special/001, softmax/masked/001
        errored   softmax/tie/001"
    `)
    expect(told(kept(3))).toMatchInlineSnapshot(
      `
      "softmax/value is broken
        law       softmax(z)ᵢ = e^(zᵢ − m) / Σⱼ e^(zⱼ − m), m = max z
        input     [0,0]
        claim     softmax([0,0])
        expected  a vector of 2 numbers
        got       returned null
        why       by definition; the shift by the maximum changes nothing and overflows nowhere."
    `,
    )
    expect(told(kept(4))).toBe('sigmoid/value was skipped: no sigmoid')
    expect(told(untried('./b.js'))).toBe('./b.js could not be imported')
  })
  it('holds the witnesses as data', () => {
    expect(outcomeOf(verdicts[1]!)).toMatchObject({
      law: 'softmax/sums-to-one',
      status: 'falsified',
      clearest: {
        input: [710, 0],
        claim: { about: 'the sum of softmax(z)', value: 'NaN' },
        refuted: 1,
        strain: 'Infinity',
      },
      replay: { seed: 1, path: expect.any(String) },
    })
  })
  it('has the worst strain of its witnesses and cases, where claims were made', () => {
    const cases = [
      { case: 'a', status: 'falsified', strain: 7, ulp: 3 },
      { case: 'b', status: 'errored', reason: 'it threw' },
    ]
    const at = (strain: number) => ({ input: 0, refuted: 1, strain })
    const broken = outcome('f/a', 'falsified', { smallest: at(2), clearest: at(5), cases })
    const worst = [broken, outcome('f/a', 'passed', { worst: 0.5 }), outcome('f/a', 'skipped')]
    expect(worst.map((it) => (it.status === 'untried' ? NaN : strainOf(it)))).toEqual([
      7,
      0.5,
      undefined,
    ])
  })
  it('is of an address, or of what an implementation without one calls itself', () => {
    expect(
      [
        outcome('f/a', 'passed'),
        outcome('f/a', 'passed', { address: undefined }),
        untried('b'),
      ].map(subjectOf),
    ).toEqual(['./a.ts', 'a', 'b'])
  })
})
