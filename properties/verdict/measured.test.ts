import { greatest, least } from '../../src/arithmetic/sequence.ts'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exact } from '../../src/arithmetic/exact.ts'
import { formats } from '../../src/arithmetic/format.ts'
import { lawsFrom } from '../../src/records/law.ts'
import type { Implementation } from '../../src/contract/implementation.ts'
import { numbersOf } from '../../src/contract/numbers.ts'
import { reference, references } from '../../src/core/reference.ts'
import { between, near, strain } from '../../src/laws/claim.ts'
import { bandOf, bands, regionsOf } from '../../src/laws/census.ts'
import { laws } from '../../src/laws/index.ts'
import type { AnyLaw } from '../../src/laws/law.ts'
import { stepErrors } from '../../src/laws/step-errors.ts'
import { outcomeOf } from '../../src/verdict/outcome-of.ts'
import { look } from '../../src/verdict/look.ts'
import { TimeOut } from '../../src/verdict/watch.ts'
import { verify } from '../../src/verdict/verify.ts'
import { softmax as cases } from '../records/tiny-fixtures.ts'

const named = (id: string): AnyLaw => [...laws, ...lawsFrom(cases)].find((law) => law.id === id)!
const like = (operations: Implementation['operations']): Implementation => ({
  ...reference,
  operations: { ...reference.operations, ...operations },
})
const measured = async (id: string, implementation: Implementation) => {
  const verdict = await verify(named(id), implementation, { seed: 1 })
  return verdict.status === 'passed' || verdict.status === 'falsified' ? verdict : undefined
}

describe('the worst error over recorded cases', () => {
  it('is that of the worst entry, kept or not, with the budget there', async () => {
    const held = await measured(
      'fixture/softmax',
      like({
        softmax: (z) =>
          z[0] === 0 ? [0.5 + 2 ** -53, 0.5] : (reference.operations.softmax!(z) as number[]),
      }),
    )
    expect([held?.status, held?.error]).toEqual([
      'passed',
      { ulp: 1, budget: expect.any(Number), input: 'softmax/tie/001' },
    ])
    const broken = await measured(
      'fixture/softmax',
      like({
        softmax: (z) =>
          z[0] === 0 ? [0.5 + 2 ** -49, 0.5] : (reference.operations.softmax!(z) as number[]),
      }),
    )
    expect([broken?.status, broken?.error]).toEqual([
      'falsified',
      { ulp: 16, budget: expect.any(Number), input: 'softmax/tie/001' },
    ])
  })
  it('is infinite where a NaN came instead of a number, or the reverse, and is Infinity in JSON too', async () => {
    const broken = await measured(
      'fixture/softmax',
      like({
        softmax: (z) => (z[0] === 710 ? [NaN, 0] : (reference.operations.softmax!(z) as number[])),
      }),
    )
    expect(broken?.error).toEqual({ ulp: Infinity, budget: 0, input: 'softmax/overflow/001' })
    const outcome = outcomeOf(broken!)
    expect(outcome).toMatchObject({
      clearest: { strain: 'Infinity' },
      error: { ulp: 'Infinity', budget: 0, case: 'softmax/overflow/001' },
    })
    expect(JSON.parse(JSON.stringify(outcome))).toEqual(outcome)
  })
  it('is none of a NaN that was expected, nor of a law whose inputs are drawn', async () => {
    expect((await measured('fixture/softmax', like({})))?.error?.input).not.toBe(
      'softmax/special/001',
    )
    expect(await measured('softmax/value', reference)).not.toHaveProperty('error')
  })
})

describe('the strain of a claim', () => {
  it('is the part of the budget that an error uses, and none of a range that the truth itself may fill', () => {
    const strains = [
      near('x', 1 + 2 ** -52, 1, 2 ** -51),
      near('x', 1, 1, 0),
      between('p', 1, exact(0), exact(1), 2 ** -53),
      between('p', 0.5, exact(0), exact(1), 0),
    ].map((it) => strain(it, formats.binary64))
    expect(strains).toEqual([0.5, 0, 0, 0])
    expect(strain(between('p', 1 + 2 ** -52, exact(0), exact(1), 2 ** -53), formats.binary64)).toBe(
      3,
    )
  })
})

describe('the worst strain in a band of the gap', () => {
  it('is at most the worst of all, and reaches it', async () => {
    const held = await measured('softmax/value', reference)
    const strains = Object.values(held?.profile ?? {})
    expect(Object.keys(held?.profile ?? {}).every((band) => bands.includes(band))).toBe(true)
    expect(greatest(strains)).toBeLessThanOrEqual(held?.status === 'passed' ? held.worst : 0)
    expect(strains.length).toBeGreaterThan(4)
  })
  it('is beyond the budget where a law is broken, and only there', async () => {
    const broken = await measured(
      'softmax/value',
      like({
        softmax: (z) =>
          greatest(z) - least(z) > 700 ?
            z.map(() => NaN)
          : (reference.operations.softmax!(z) as number[]),
      }),
    )
    expect(broken?.profile?.['700 or more']).toBe(Infinity)
    expect(broken?.profile?.['1 to 10']).toBeLessThanOrEqual(1)
    expect(outcomeOf(broken!)).toMatchObject({
      clearest: { strain: 'Infinity' },
      profile: { '700 or more': 'Infinity' },
    })
  })
  it.each<[unknown, string | undefined]>([
    [[2, 2], 'tie'],
    [[0, 1e-10], 'under 1e-9'],
    [[0, 1e-9], '1e-9 to 1e-6'],
    [[0.5, 0], '0.1 to 1'],
    [[1, 0, -5], '1 to 10'],
    [
      {
        logits: [
          [0, 3],
          [0, 300],
        ],
      },
      '100 to 700',
    ],
    [[-Infinity, 0, -800], '700 or more'],
    [-12, '10 to 100'],
    [{ logit: 0, target: 1 }, 'tie'],
    [[1], undefined],
    [[NaN, 1], undefined],
    [[Infinity, 1], undefined],
    [Infinity, undefined],
    ['softmax/tie/001', undefined],
    [{ classes: 3 }, undefined],
    [[], undefined],
    [null, undefined],
  ])('has %j in the band %s', (input, band) => expect(bandOf(input)).toBe(band))
  it('has every pair of logits in one of the bands', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        (a, b) => bands.includes(bandOf([a, b]) ?? ''),
      ),
    )
  })
})

describe('the error of a difference against its step', () => {
  it.each(references.map((it) => [it.name, it] as const))(
    'falls to about the cube root of u, and rises again, for %s',
    async (_, implementation) => {
      const errors = await look(stepErrors, implementation)
      const smallest = least(errors ?? [])
      const { arithmetic, results } = numbersOf(implementation.format)
      const u = 2 ** -Math.min(arithmetic.precision, results('crossEntropy').precision)
      expect(errors).toHaveLength(50)
      expect(smallest).toBeLessThan(u ** (1 / 3))
      expect(errors?.at(-1)).toBeGreaterThan(smallest)
    },
  )
  it('is NaN where there is no number to compare, and nothing where the contract is broken', async () => {
    expect(await look(stepErrors, like({ crossEntropyGradient: (z) => z.map(() => NaN) }))).toEqual(
      Array(50).fill(NaN),
    )
    expect(
      (await look(stepErrors, like({ crossEntropy: () => Infinity })))?.every(Number.isNaN),
    ).toBe(true)
    expect(
      await look(
        stepErrors,
        like({
          crossEntropy: () => {
            throw new Error('no')
          },
        }),
      ),
    ).toBe(undefined)
    expect(
      await look(stepErrors, like({ crossEntropy: () => new Promise(() => {}) }), {
        timeLimit: 10,
      }),
    ).toBe(undefined)
    expect(
      await look(stepErrors, reference, {
        interrupt: () => {
          throw TimeOut
        },
      }),
    ).toBe(undefined)
    await expect(
      look(stepErrors, reference, {
        interrupt: () => {
          throw new Error('a fault of ours')
        },
      }),
    ).rejects.toThrow('a fault of ours')
  })
  it('comes from promises as from numbers', async () => {
    const later = like({ crossEntropy: async (z, y) => reference.operations.crossEntropy!(z, y) })
    expect(await look(stepErrors, later)).toEqual(await look(stepErrors, reference))
  })
})

describe('a census', () => {
  it.each([
    [[], ['no classes']],
    [[0, NaN], ['NaN']],
    [
      [-Infinity, 0],
      ['two classes', 'masked'],
    ],
    [
      [Infinity, 0, 0],
      ['3 to 12 classes', 'infinite logit'],
    ],
  ])('counts %j in the regions %j', (logits, regions) =>
    expect(regionsOf(logits)).toEqual(expect.arrayContaining(regions)),
  )
})
