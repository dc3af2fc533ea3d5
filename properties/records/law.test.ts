import { describe, expect, it } from 'vitest'
import { lawsFrom } from '../../src/records/law.ts'
import type { Implementation } from '../../src/contract/implementation.ts'
import { holdsArguments } from '../../src/contract/asked.ts'
import { implementationFrom } from '../../src/contract/declaration.ts'
import { numbersOf } from '../../src/contract/numbers.ts'
import type { OperationName } from '../../src/contract/operations.ts'
import { references, reference } from '../../src/core/reference.ts'
import { budgetOf } from '../../src/laws/budgets/index.ts'
import { explain } from '../../src/verdict/explain.ts'
import { given } from '../../src/contract/given.ts'
import type { AnyLaw } from '../../src/laws/law.ts'
import type { Case } from '../../src/records/fixture.ts'
import { settingOf } from '../../src/verdict/setting.ts'
import { verify, verifyAt } from '../../src/verdict/verify.ts'
import * as unshifted from '../doubles/unshifted.ts'
import { batch, crossEntropy, fixture, point, softmax, tiny } from './tiny-fixtures.ts'

const laws = tiny.flatMap(lawsFrom)
const lawNamed = (id: string) => {
  const law = laws.find((one) => one.id === id)
  if (law === undefined) throw new Error(`there is no ${id}`)
  return law
}
const judged = (id: string, implementation: Implementation) =>
  verify(lawNamed(id), implementation, { seed: 1, timeLimit: 50 })
const naive = implementationFrom(unshifted, 'unshifted.ts')
const mixed = { arithmetic: 'binary64', results: 'binary64' } as const

describe('a file of cases', () => {
  it('is a law for each tier, whose inputs are the ids of its cases', () => {
    expect(laws.map(({ id, tier, examples }) => [id, tier, examples])).toEqual([
      [
        'fixture/softmax',
        'textbook',
        [
          'softmax/tie/001',
          'softmax/overflow/001',
          'softmax/gap/001',
          'softmax/special/001',
          'softmax/masked/001',
        ],
      ],
      ['fixture/softmax-accurate', 'accurate', ['softmax/gap/001']],
      ['fixture/cross-entropy', 'textbook', ['cross-entropy/label/001', 'cross-entropy/label/002']],
      ['fixture/batch-cross-entropy', 'textbook', ['batch-cross-entropy/ignored/001']],
    ])
  })
  it('asks at each case what it demands, and says why it asks nothing', async () => {
    expect(
      await judged('fixture/batch-cross-entropy', { ...reference, options: [] }),
    ).toMatchObject({ status: 'skipped', reason: 'no option ignoreIndex' })
    expect(await judged('fixture/softmax', { ...reference, policies: {} })).toMatchObject({
      status: 'passed',
      runs: 4,
    })
    expect(
      await verifyAt(
        lawNamed('fixture/softmax'),
        { ...reference, policies: {} },
        'softmax/masked/001',
      ),
    ).toMatchObject({ status: 'skipped', reason: 'no policy allNegInfRow' })
  })
  it.each(references.map((it) => [it.name, it] as const))('holds for %s', async (_, it) => {
    for (const law of laws)
      expect(await verify(law, it), law.id).toMatchObject({
        status: 'passed',
      })
  })
  it('speaks of the formats that hold its numbers, and of the domain', async () => {
    const { format, ...it } = reference
    for (const [law, all, none] of [
      ['fixture/softmax', 5, 'no policy allNegInfRow'],
      ['fixture/softmax-accurate', 1, 'no case in binary64 with logits in [5,6]'],
    ] as const) {
      expect(await judged(law, reference)).toMatchObject({ status: 'passed', runs: all })
      expect(await judged(law, { ...it, format: { ...mixed, logits: 'bfloat16' } })).toMatchObject({
        status: 'passed',
        runs: Math.min(all, 4),
      })
      expect(
        explain(await judged(law, { ...it, format, policies: {}, domain: { logits: [5, 6] } })),
      ).toBe(`${law} was skipped: ${none}`)
    }
    expect(
      await judged('fixture/softmax', { ...it, format, domain: { logits: [0, 10] } }),
    ).toMatchObject({ status: 'passed', runs: 4 })
  })
  it('takes targets for what they are, and labels and their like for no numbers', () => {
    const narrow = numbersOf({ ...mixed, logits: 'bfloat16', targets: 'binary16' })
    const held = (operation: OperationName, ...args: readonly unknown[]) =>
      holdsArguments(narrow, operation, args)
    expect([
      held('softCrossEntropy', [1, 2], [0.1, 2049]),
      held('softCrossEntropy', [257, 2], [1, 0]),
      held('softCrossEntropy', [1, 2], [257, 0]),
      held('crossEntropy', [1, 2], 1e6 + 0.1),
      held('batchCrossEntropy', [[1]], [4097], { reduction: 'sum', ignoreIndex: 4097 }),
      held('batchCrossEntropy', [[1]], [0], { reduction: 'sum', classWeights: [4097] }),
    ]).toEqual([false, false, true, true, true, false])
  })
  it('holds an answer to its enclosure and budget, in ulp of the true result', async () => {
    const off = (ulps: number): Implementation => ({
      ...reference,
      operations: { softmax: () => [0.5, 0.5 + ulps * 2 ** -53] },
    })
    const [granted = NaN] = [budgetOf('softmax', [[0, 0]], settingOf(reference).textbook)].flat(2)
    const most = Math.floor(granted * 2 ** 53)
    expect(await verifyAt(lawNamed('fixture/softmax'), off(most), 'softmax/tie/001')).toMatchObject(
      { status: 'passed' },
    )
    expect(
      await verifyAt(lawNamed('fixture/softmax'), off(most + 1), 'softmax/tie/001'),
    ).toMatchObject({ status: 'falsified', clearest: { ulps: most + 1 } })
  })
})

describe('a recorded law', () => {
  it('names every case that fails, and tells the clearest in full', async () => {
    const verdict = await judged('fixture/softmax', {
      ...naive,
      operations: { softmax: (z) => (z[0] === 1 ? [0.75, 0.25] : unshifted.softmax(z)) },
    })
    expect(explain(verdict, 'mine.js')).toMatchInlineSnapshot(`
      "fixture/softmax is broken
        law       softmax, as everybody knows
        input     "softmax/gap/001"
        claim     softmax([1,0])[0] (and 1 more)
        expected  0.73105857863000488 ± 3e-15
        got       0.75
        off by    0.0189, 1.37e+13 times the budget
        why       each result was computed twice, by one engine and by another.
        replay    losslaws replay mine.js fixture/softmax '"softmax/gap/001"'
        cases     softmax/overflow/001, softmax/gap/001"
    `)
  })
  it('tells apart the cases that could not be judged', async () => {
    const verdict = await judged('fixture/softmax', {
      ...naive,
      operations: {
        softmax: (z) => {
          if (z[0] === 0) throw new RangeError('a tie')
          return z[0] === 1 ? ('one' as never) : unshifted.softmax(z)
        },
      },
    })
    expect(verdict).toMatchObject({
      status: 'falsified',
      cases: [{ status: 'errored' }, { status: 'falsified' }, { status: 'errored' }],
    })
    expect(explain(verdict)).toContain('errored   softmax/tie/001, softmax/gap/001')
    const errored = await judged('fixture/softmax', {
      ...naive,
      operations: {
        softmax: () => {
          throw new RangeError('no')
        },
      },
    })
    expect(explain(errored)).toMatch(
      /^fixture\/softmax is broken\n[^]*\n {2}got {7}threw RangeError: no\n[^]*\n {2}errored {3}softmax\/tie\/001, softmax\/overflow\/001, softmax\/gap\/001, softmax\/special\/001$/,
    )
  })
  it('is not judged any further once a call does not answer in time', async () => {
    const slow = { ...naive, operations: { softmax: () => new Promise<number[]>(() => {}) } }
    expect(await judged('fixture/softmax', slow)).toMatchObject({
      law: lawNamed('fixture/softmax'),
      status: 'errored',
      reason: 'softmax([0,0]) did not answer within 50 ms',
      input: 'softmax/tie/001',
    })
  })
  it('is replayed at the id of a case, and refuses what is none', async () => {
    const law = lawNamed('fixture/softmax')
    expect(await verifyAt(law, naive, 'softmax/overflow/001')).toMatchObject({
      status: 'falsified',
      clearest: { input: 'softmax/overflow/001', ulps: Infinity },
    })
    expect(await verifyAt(law, reference, 'softmax/overflow/001')).toMatchObject({
      status: 'passed',
      runs: 1,
    })
    for (const none of ['softmax/overflow/002', '', 7, null])
      expect(await verifyAt(law, reference, none)).toMatchObject({ status: 'skipped' })
  })
  it.each([
    ['nan', [NaN, NaN]],
    ['zero', [0, 0]],
    ['uniform', [0.5, 0.5]],
  ] as const)(
    'asks for the result that the policy %s records, and for no other',
    async (allNegInfRow, right) => {
      const masked = (it: Implementation) =>
        verifyAt(lawNamed('fixture/softmax'), it, 'softmax/masked/001')
      for (const given of [
        [NaN, NaN],
        [0, 0],
        [0.5, 0.5],
      ]) {
        const it: Implementation = {
          ...naive,
          policies: { allNegInfRow },
          operations: { softmax: () => given },
        }
        expect((await masked(it)).status).toBe(
          given.join() === right.join() ? 'passed' : 'falsified',
        )
      }
      expect(await masked(naive)).toMatchObject({
        status: 'skipped',
        reason: 'no policy allNegInfRow',
      })
    },
  )
  it('takes an error, or NaN, for a label that is none, as declared', async () => {
    const throws = () => {
      throw new RangeError('no such class')
    }
    for (const [labelOutOfRange, operation, status] of [
      ['error', throws, 'passed'],
      ['nan', throws, 'falsified'],
      ['nan', () => NaN, 'passed'],
      ['error', () => NaN, 'falsified'],
      ['nan', () => 0.7, 'falsified'],
      ['nan', () => [] as never, 'falsified'],
    ] as const) {
      expect(
        await judged('fixture/cross-entropy', {
          ...naive,
          policies: { labelOutOfRange },
          operations: { crossEntropy: operation },
        }),
      ).toMatchObject({ status })
    }
  })
  it('says nothing where the choice that is declared has no result', async () => {
    const [masked] = softmax.cases.filter((it) => 'policy' in it)
    if (masked === undefined || !('policy' in masked)) throw new Error('there is no such case')
    const { zero } = masked.policy.results
    const [law] = lawsFrom(
      fixture('softmax', [{ ...masked, policy: { ...masked.policy, results: given({ zero }) } }]),
    )
    if (law === undefined) throw new Error('there is no such law')
    const giving = (allNegInfRow: 'nan' | 'zero', answer: number[]): Implementation => ({
      ...naive,
      policies: { allNegInfRow },
      operations: { softmax: () => answer },
    })
    for (const answer of [
      [0, 0],
      [NaN, 0],
      [0.5, 0.5],
    ]) {
      expect((await verify(law, giving('nan', answer))).status).toBe('skipped')
      expect((await verify(law, giving('zero', answer))).status).toBe(
        answer.join() === '0,0' ? 'passed' : 'falsified',
      )
    }
  })
  it('speaks of a call only where some value law of its tier does', async () => {
    const extreme = (z: number[]): Implementation => ({
      ...reference,
      operations: { zLossGradient: () => z.map(() => 7) },
    })
    for (const [z, status] of [
      [[1e308], 'skipped'],
      [[1000], 'falsified'],
    ] as const) {
      const [law] = lawsFrom(
        fixture('zLossGradient', [
          { ...softmax.cases[0], arguments: [z], result: { lo: ['1'], hi: ['1'] } } as Case,
        ]),
      )
      expect(await verify(law as AnyLaw, extreme([...z]))).toMatchObject({ status })
    }
  })
  it('holds every entry of a wide row to its enclosure, and names the one that is outside', async () => {
    const [law] = lawsFrom(
      fixture('softmax', [
        {
          ...softmax.cases[0],
          arguments: [['0*4096']],
          result: point('0.000244140625*4096'),
          budget: { textbook: { rule: 'softmax/value', binary64: ['9000*4096'] } },
        } as Case,
      ]),
    )
    const giving = (last: number): Implementation => ({
      ...reference,
      operations: { softmax: (z) => z.map((_, i) => (i === z.length - 1 ? last : 2 ** -12)) },
    })
    expect((await verify(law as AnyLaw, giving(2 ** -12))).status).toBe('passed')
    expect(explain(await verify(law as AnyLaw, giving(NaN)))).toMatch(
      /claim +softmax\(\["0\*4096"\]\)\[4095\]\n/,
    )
    const { numbers } = settingOf(reference)
    const isAsked = (classes: number, rows: number) =>
      law?.domain?.('softmax/tie/001', { numbers, most: { classes, rows } })
    expect([isAsked(4095, 1), isAsked(4096, 1)]).toEqual([false, true])
  })
  it('is handed copies of the recorded arguments', async () => {
    const spoils: Implementation = {
      ...naive,
      policies: { labelOutOfRange: 'nan' },
      operations: {
        crossEntropy: (z) => {
          z.length = 0
          return NaN
        },
      },
    }
    expect((await judged('fixture/cross-entropy', spoils)).status).toBe('passed')
    expect([crossEntropy.cases[0]?.arguments, batch.cases[0]?.arguments[0]]).toEqual([
      [[0, 0], 2],
      [[0], [3]],
    ])
  })
})
