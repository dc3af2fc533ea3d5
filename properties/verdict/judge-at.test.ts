import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formats, type FormatName } from '../../src/arithmetic/format.ts'
import { implementationFrom } from '../../src/contract/declaration.ts'
import { reference } from '../../src/core/reference.ts'
import { near, type Claim } from '../../src/laws/claim.ts'
import { sumsToOne } from '../../src/laws/families/softmax.ts'
import { inputsUnchanged, resultsNotShared, rightShape } from '../../src/laws/families/hygiene.ts'
import { ask, law, type Call } from '../../src/laws/law.ts'
import {
  findingOf,
  judgeAt,
  narrowest,
  strainOf,
  type Finding,
} from '../../src/verdict/judge-at.ts'
import { advanced, nothingSeen } from '../../src/verdict/progress.ts'
import { settingOf } from '../../src/verdict/setting.ts'
import { verify, type Sought } from '../../src/verdict/verify.ts'

const small = law<number>({
  id: 'test/small',
  equation: '∣σ(x)∣ ≤ 2',
  proof: 'it is a probability.',
  uses: ['sigmoid'],
  inputs: () => fc.integer({ min: -100, max: 100 }),
  examples: [0],
  *claims(x) {
    return [near('σ(x)', yield* ask('sigmoid', x), 0, 2)]
  },
})
const judged = (sigmoid: (x: number) => unknown, input: unknown, calls: Call[] = []) => {
  const it = implementationFrom({ sigmoid } as object, 'mine')
  return judgeAt(small, it, settingOf(it), input, { onCall: (call) => void calls.push(call) })
}

describe('the format in which answers end first', () => {
  it('is that of the narrowest result, or of the arithmetic', () => {
    const of = (arithmetic: FormatName) => {
      const format = {
        logits: 'binary64',
        arithmetic,
        results: { default: 'binary64', softmax: 'binary16', sigmoid: 'binary32' },
      } as const
      const setting = settingOf({ ...reference, format })
      return [['softmax', 'sigmoid'] as const, ['sigmoid', 'softmax'] as const, [] as const].map(
        (operations) => narrowest(operations, setting).name,
      )
    }
    expect(of('binary64')).toEqual(['binary16', 'binary16', 'binary64'])
    expect(of('binary16')).toEqual(['binary16', 'binary16', 'binary16'])
  })
})

describe('a setting', () => {
  it('is the numbers, the policies, the operations and the budgets of an implementation', () => {
    const it = implementationFrom({ softplus: () => 0, softmax: () => [] }, 'mine')
    expect(
      settingOf({ ...it, format: 'bfloat16', policies: { allNegInfRow: 'zero', nan: 'lost' } }),
    ).toMatchObject({
      numbers: { logits: formats.bfloat16, arithmetic: formats.binary32 },
      policies: { allNegInfRow: 'zero', nan: 'lost', determinism: 'bitwise' },
      textbook: { u: 2 ** -24 },
      accurate: { u: 2 ** -24 },
      offered: ['softmax', 'softplus'],
    })
  })
})

describe('one input', () => {
  const isWitness = { input: -3, refuted: [{ about: 'σ(x)', value: -3 }], strain: 1.5 }
  it('holds, with the strain of its claims', () => {
    expect(judged((x) => x, -1)).toEqual({ held: 0.5 })
    expect(judged((x) => x, 2)).toEqual({ held: 1 })
  })
  it('is a witness, with the claims that were refuted there', () => {
    expect(judged((x) => x, -3)).toMatchObject(isWitness)
  })
  it('is a breach of the contract, at the call that came to no answer', () => {
    expect(judged(() => 'half', 1)).toEqual({
      breach: 'returned "half" where a number was expected',
      call: { operation: 'sigmoid', args: [1] },
    })
  })
  it('names a hole in an array as what is there', async () => {
    const it = implementationFrom({ softmax: (z: number[]) => Array(z.length) } as object, 'mine')
    expect(await verify(sumsToOne, it, { runs: 1 })).toMatchObject({
      reason: expect.stringMatching(/ returned an array of \d with undefined in it where a vector/),
    })
  })
  it.each([rightShape, resultsNotShared])(
    'is a breach where $id cannot read the very result of a call',
    async (law) => {
      const get = (_: object, key: PropertyKey) => {
        if (key !== 'then') throw new Error('a trap')
      }
      const trap = new Proxy([0.5, 0.5], { get })
      for (const softmax of [() => trap, async () => trap]) {
        const it = implementationFrom({ softmax } as object, 'mine')
        expect(await verify(law, it, { runs: 2 })).toMatchObject({
          status: 'errored',
          reason: 'softmax([0,1]) returned what cannot be read: Error: a trap',
        })
      }
    },
  )
  it.each([inputsUnchanged, resultsNotShared])(
    'is a breach where a call threw of which $id asks what it did beside its result',
    async (law) => {
      const threw = 'threw Error: not implemented'
      const [input] = law.examples
      for (const softmax of [
        () => {
          throw new Error('not implemented')
        },
        () => Promise.reject(new Error('not implemented')),
      ]) {
        const it = implementationFrom({ softmax } as object, 'mine')
        expect(await judgeAt(law, it, settingOf(it), input)).toMatchObject({ breach: threw })
        expect(await verify(law, it, { runs: 2 })).toMatchObject({
          status: 'errored',
          reason: `softmax([0,1]) ${threw}`,
        })
      }
    },
  )
  it.each([inputsUnchanged, resultsNotShared])(
    'is a breach where the result has another shape, of which $id asks what the call did beside',
    async (law) => {
      for (const result of [undefined, [1], ['half', 'half']]) {
        const it = implementationFrom({ softmax: () => result } as object, 'mine')
        expect(await judgeAt(law, it, settingOf(it), law.examples[0])).toMatchObject({
          breach: expect.stringMatching(/^returned .* where a vector of 2 numbers was expected$/),
        })
      }
    },
  )
  it('has no verdict where every budget exceeds its result, unless a claim is refuted', () => {
    const it = implementationFrom({ sigmoid: (x: number) => x } as object, 'mine')
    const found = (...claims: readonly Claim[]) => findingOf(small, 0, claims, settingOf(it))
    const [vague, sharp] = [near('σ(x)', 1, 1, 2), near('σ(x)', 1, 1, 0.5)]
    expect(found(vague, vague)).toEqual({ undecided: vague })
    expect(found(near('σ(x)', 2.5, 1, 2), sharp)).toEqual({ held: 0 })
    expect(found(vague, near('σ(x)', 4, 1, 2))).toMatchObject({ strain: 1.5 })
    expect(found()).toEqual({ held: 0 })
  })
  it('takes an infinity for what the narrowest format of its answers cannot hold', () => {
    const it = implementationFrom({ sigmoid: () => Infinity } as object, 'mine')
    const found = (results: FormatName) =>
      findingOf(
        small,
        0,
        [near('σ(x)', Infinity, 1e30, 1)],
        settingOf({ ...it, format: { logits: 'binary64', arithmetic: 'binary64', results } }),
      )
    expect(found('binary16')).toEqual({ held: 0 })
    expect(found('bfloat16')).toMatchObject({ strain: Infinity })
  })
  it('is not asked outside of the domain, masks and NaN apart', () => {
    const it = implementationFrom({ sigmoid: (x: number) => x } as object, 'mine')
    const within = { ...it, domain: { logits: [-1, 1] } } as const
    const found = (input: number) => judgeAt(small, within, settingOf(within), input)
    expect(found(1)).toEqual({ held: 0.5 })
    for (const x of [-Infinity, NaN]) expect(found(x)).toMatchObject({ strain: Infinity })
    for (const x of [2, Infinity])
      expect(found(x)).toEqual({
        breach: 'lies outside logits in [-1,1]',
        call: { operation: 'sigmoid', args: [x] },
        isOutside: true,
      })
  })
  it('is judged later where answers come later', async () => {
    const later = judged(async (x) => x, -3)
    expect(later).toBeInstanceOf(Promise)
    expect(await later).toMatchObject(isWitness)
  })
  it('tells of each call before it is put', () => {
    const calls: Call[] = []
    judged(() => expect(calls).toHaveLength(1), 1, calls)
    expect(calls).toEqual([{ operation: 'sigmoid', args: [1] }])
  })
})

describe('what a search has seen', () => {
  const breach = (more = {}): Finding => ({
    breach: 'was not answered',
    call: { operation: 'sigmoid', args: [0] },
    ...more,
  })
  const witness = (input: number, strain: number): Finding => ({ input, refuted: [], strain })
  const after = (least: number, ...findings: readonly (readonly [unknown, Finding])[]) =>
    findings.reduce((seen, [input, finding]) => advanced(seen, input, finding, least), nothingSeen)

  it('is where the inputs lay, and the greatest strain there', () => {
    const near = { held: 0.5 }
    expect(after(1, [[1, 1], { held: 0.25 }], [[2, 2], near], [[0, 0, 5], { held: 0 }])).toEqual({
      census: {
        'two classes': 2,
        'tie at the top': 2,
        '3 to 12 classes': 1,
        'gap 0.001 to 20': 1,
      },
      profile: { tie: 0.5, '1 to 10': 0 },
      worst: 0.5,
      undecided: 0,
      shrinks: 0,
      effort: 0,
    })
  })
  it('counts inputs without a verdict, which have no strain', () => {
    const undecided = { undecided: near('σ(x)', 1, 1, 2) }
    expect(after(1, [1, undecided], [2, witness(2, 5)], [3, undecided])).toMatchObject({
      profile: { '1 to 10': 5 },
      worst: 0,
      undecided: 1,
    })
    expect(after(1, [1, undecided]).profile).toEqual({})
  })
  it('counts no regions while a failure shrinks, and counts those inputs', () => {
    const tie = [[0, 0], witness(0, 2)] as const
    expect(after(1, tie, tie, tie)).toMatchObject({ census: { 'two classes': 1 }, shrinks: 2 })
  })
  it('keeps the last failure of the kind that it met first', () => {
    const first = [1, witness(1, 5)] as const
    const failure = { input: 1, finding: witness(1, 5) }
    expect(after(1, first, [2, breach()], [3, { held: 1 }]).failure).toEqual(failure)
    expect(after(1, [2, breach()], first).failure).toEqual({ input: 2, finding: breach() })
    expect(after(1, [3, witness(3, 9)], first).failure).toEqual(failure)
  })
  it('takes no witness for a failure that strains less than was asked for', () => {
    expect(after(1000, [1, witness(1, 999)])).toMatchObject({ profile: { '1 to 10': 999 } })
    expect(after(1000, [1, witness(1, 999)]).failure).toBe(undefined)
    expect(after(1000, [1, witness(1, 1000)]).failure).toMatchObject({ input: 1 })
  })
  it('remembers why the first input was skipped, which is no failure', () => {
    const skips = [1, 2].map((i) => [i, breach({ breach: `skip ${i}`, isSkip: true })] as const)
    expect(after(1, ...skips)).toMatchObject({ skipped: 'skip 1' })
    expect(after(1, ...skips).failure).toBe(undefined)
  })
})

describe('a trial that is watched', () => {
  const tried = async (implementation = reference) => {
    const seen: { sought: Sought; input: unknown; strain: number | undefined }[] = []
    const verdict = await verify(small, implementation, {
      seed: 1,
      runs: 10,
      onTry: (sought, input, finding) => seen.push({ sought, input, strain: strainOf(finding) }),
    })
    return { verdict, seen, sought: [...new Set(seen.map((it) => it.sought))] }
  }
  it('shows the examples and what is drawn, once each', async () => {
    const { seen, sought } = await tried()
    expect(seen).toHaveLength(11)
    expect(seen[0]).toEqual({ sought: 'any', input: 0, strain: 0.25 })
    expect(sought).toEqual(['any'])
  })
  it('shows every search after a witness, and what it kept', async () => {
    const { seen, sought, verdict } = await tried(
      implementationFrom({ sigmoid: (x: number) => -x }, 'mine'),
    )
    expect(sought).toEqual(['any', 'drawn', 'clear'])
    expect(verdict).toMatchObject({ status: 'falsified', smallest: { input: -3 } })
    expect(seen).toContainEqual({ sought: 'any', input: -3, strain: 1.5 })
  })
  it('shows no strain where no answer came', async () => {
    const { seen } = await tried(implementationFrom({ sigmoid: () => 'half' } as object, 'mine'))
    expect(seen[0]).toEqual({ sought: 'any', input: 0, strain: undefined })
  })
})
