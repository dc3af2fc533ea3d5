import { describe, expect, it } from 'vitest'
import type { Implementation } from '../../src/contract/implementation.ts'
import { reference } from '../../src/core/reference.ts'
import { laws } from '../../src/laws/index.ts'
import { mistakes } from '../../src/mistakes/index.ts'
import { reachOf } from '../../tools/caught.ts'
import { causesOf } from '../../src/trial/causes.ts'
import { sentenceOf } from '../../src/trial/cause-in-words.ts'
import { diagnose } from '../../src/trial/likeness.ts'
import { triedAs } from '../../src/trial/outcome.ts'
import { trialOf } from '../../src/trial/trial-of.ts'
import { outcomeOf } from '../../src/verdict/outcome-of.ts'
import type { Tried } from '../../src/verdict/outcome.ts'
import { settingOf } from '../../src/verdict/setting.ts'
import { verify } from '../../src/verdict/verify.ts'
import { isSoak } from '../soak.ts'

const limits = { timeLimit: 5000, interrupt: <A>(run: () => A): A => run() }

/** The outcomes of an implementation before these laws, told from the gallery or not. */
const outcomesOf = async (
  implementation: Implementation,
  ids: (id: string) => boolean,
  { isNamed = false, reach = { classes: 12, rows: 4 } } = {},
): Promise<Tried[]> => {
  const setting = settingOf(implementation, reach)
  const outcomes: Tried[] = []
  for (const law of laws.filter(({ id }) => ids(id))) {
    const verdict = await verify(law, implementation, { seed: 1 }, setting)
    const like =
      isNamed && verdict.status === 'falsified' ?
        await diagnose(law, implementation, limits, verdict.fault)
      : undefined
    outcomes.push(triedAs(outcomeOf(verdict, like), trialOf(implementation), {}))
  }
  return outcomes
}

const having = (operations: Implementation['operations']): Implementation => ({
  ...reference,
  operations: { ...reference.operations, ...operations },
})
const { operations: right } = reference
const softmax = right.softmax as (z: readonly number[]) => number[]

describe('a mistake of the gallery', () => {
  it.each(mistakes.map((mistake) => [mistake.id, mistake] as const))(
    '%s is blamed on an operation that it changes',
    async (_, mistake) => {
      const { implementation, writtenFor } = mistake
      const { operations } = implementation
      const changed = Object.keys(operations).filter(
        (name) => operations[name as 'softmax'] !== right[name as 'softmax'],
      )
      // Each law alone blames the right operation: a soak asks all of them.
      const asked = isSoak ? writtenFor : writtenFor.slice(0, 1)
      const outcomes = await outcomesOf(implementation, (id) => asked.includes(id), {
        reach: reachOf(mistake),
      })
      const causes = causesOf(outcomes)
      expect(causes.length).toBeGreaterThan(0)
      for (const cause of causes) {
        expect(cause.operations.length, sentenceOf(cause)).toBeGreaterThan(0)
        expect(changed, sentenceOf(cause)).toEqual(expect.arrayContaining([...cause.operations]))
      }
    },
  )
  it('is one cause, however many laws it breaks, with what to write instead', async () => {
    const shifted = mistakes.find(({ id }) => id === 'softmax-no-max-shift')
    const implementation = { ...(shifted ?? expect.unreachable()).implementation }
    const [cause, ...others] = causesOf(
      await outcomesOf(implementation, (id) => id.startsWith('softmax/'), { isNamed: true }),
    )
    expect(others).toEqual([])
    expect(cause?.mistakes).toEqual(['softmax-no-max-shift'])
    expect(cause?.outcomes.length).toBeGreaterThan(8)
  })
})

describe('the sentence of a cause', () => {
  const sentences = async (implementation: Implementation, ...ids: string[]) =>
    causesOf(
      await outcomesOf(implementation, (id) => ids.includes(id), {
        reach: { classes: 1025, rows: 33 },
      }),
    ).map(sentenceOf)
  it('names the number of classes from which on it shows', async () => {
    const wide = having({ softmax: (z) => (z.length < 15 ? softmax(z) : z.map(() => 42)) })
    expect(await sentences(wide, 'softmax/value', 'softmax/sums-to-one')).toEqual([
      'softmax is wrong from 15 classes on',
    ])
  })
  it('counts the entries of a column as rows', async () => {
    const column = right.batchBinaryCrossEntropy as NonNullable<
      typeof right.batchBinaryCrossEntropy
    >
    const short = having({
      batchBinaryCrossEntropy: (logits, targets, options) =>
        logits.length < 9 ? column(logits, targets, options) : 42,
    })
    expect(await sentences(short, 'binary-batch/any-options')).toEqual([
      expect.stringMatching(/^batchBinaryCrossEntropy .* from 9 rows on\b/),
    ])
  })
  it('names the operation that is wrong where a law compares two', async () => {
    const halved = having({ softmax: (z) => softmax(z).map((p) => p / 2) })
    expect(
      await sentences(halved, 'gradient/own-softmax', 'two-classes/softmax-is-sigmoid'),
    ).toEqual(['softmax is wrong'])
    const [first] = causesOf(await outcomesOf(halved, (id) => id === 'gradient/own-softmax'))
    expect(first?.outcomes[0].fault?.truth?.claim.about).toMatch(/^softmax\(\[/)
  })
  it('says first that answers change, though asking again gives the right one', async () => {
    let calls = 0
    const once = having({
      sigmoid: (x) => (++calls % 40 === 0 ? 0.7 : (right.sigmoid?.(x) ?? NaN)),
    })
    expect(await sentences(once, 'sigmoid/value', 'sigmoid/mirrored', 'sigmoid/monotone')).toEqual([
      'sigmoid returns different results for equal calls',
    ])
  })
  it('has the exception of a function as its answer, and where it throws', async () => {
    const thrower = having({
      softplus: (x) => {
        if (Math.abs(x) > 100) throw new RangeError('too large')
        return right.softplus?.(x) ?? NaN
      },
    })
    expect(await sentences(thrower, 'softplus/value', 'softplus/tail')).toEqual([
      'softplus threw RangeError: too large where logits are large',
    ])
  })
  it('tells causes apart by where they show, unless one is everyday', async () => {
    const atMask = having({
      softmax: (z) =>
        z.includes(-Infinity) ? z.map(() => 0.1)
        : z.some((x) => x > 500) ? z.map(() => NaN)
        : softmax(z),
    })
    expect(
      await sentences(atMask, 'softmax/value', 'softmax/masks-out', 'softmax/reaches-one'),
    ).toEqual([
      'softmax returns NaN where logits are large',
      'softmax is wrong where a class is masked',
    ])
  })
  it('masks no class where a lone logit is -Infinity', async () => {
    const atInfinity = having({
      sigmoid: (x) => (x === -Infinity ? NaN : Number(right.sigmoid?.(x))),
    })
    const ids = laws.map(({ id }) => id).filter((id) => /sigmoid|special/.test(id))
    expect(await sentences(atInfinity, ...ids)).toEqual([
      'sigmoid returns NaN where a logit is infinite',
    ])
  })
  it('names the options and the reduction that all witnesses have', async () => {
    const batch = right.batchCrossEntropy as NonNullable<typeof right.batchCrossEntropy>
    const late = having({
      batchCrossEntropy: (rows, labels, options) =>
        options.labelSmoothing === undefined ?
          batch(rows, labels, options)
        : batch(rows, labels, { ...options, labelSmoothing: options.labelSmoothing / 2 }),
    })
    expect(await sentences(late, 'batch/any-options')).toEqual([
      expect.stringMatching(/^batchCrossEntropy is wrong with labelSmoothing under \w+$/),
    ])
  })
  it('prefers an everyday input where one fails too', async () => {
    const off = having({ softplus: (x) => Number(right.softplus?.(x)) * 1.01 })
    const [cause] = causesOf(await outcomesOf(off, (id) => id === 'softplus/value'))
    expect(cause?.region).toBe('everyday')
  })
})

describe('causes', () => {
  it('are told of outcomes that have no input', async () => {
    const [held] = await outcomesOf(reference, (id) => id === 'softmax/value')
    const errored = (law: string) =>
      ({ ...held, law, status: 'errored', reason: 'it changed Math.exp' }) as Tried
    expect(
      causesOf([errored('softmax/value'), errored('softmax/sharpens')]).map(sentenceOf),
    ).toEqual(['could not be judged: it changed Math.exp'])
  })
})
