import { describe, expect, it } from 'vitest'
import { operationNames } from '../../src/contract/operations.ts'
import { reference } from '../../src/core/reference.ts'
import type { Implementation } from '../../src/contract/implementation.ts'
import { laws } from '../../src/laws/index.ts'
import { valuesOf } from '../../src/laws/values.ts'
import { gradeOf } from '../../src/learning/grading/grade.ts'
import { nonsenseOf } from '../../src/learning/grading/nonsense.ts'
import { outcomesOn } from '../../src/learning/grading/outcomes.ts'
import { rubricFrom, type Reveal } from '../../src/learning/grading/rubric.ts'
import { mistakes } from '../../src/mistakes/index.ts'
import { probesOf } from '../../src/trial/probes.ts'
import { answer, isBreach } from '../../src/verdict/inquire.ts'

const asking = { seed: 1, runs: 30, timeLimit: 5000 }
const softmaxWith = (require: unknown) =>
  rubricFrom(
    JSON.stringify({
      title: 'Softmax',
      questions: [
        {
          title: 'Probabilities',
          points: 4,
          laws: [
            'softmax/sums-to-one',
            'softmax/in-unit-interval',
            'softmax/keeps-order',
            'softmax/value',
          ],
          require,
        },
      ],
    }),
    'r',
    laws,
  )
const graded = async (implementation: Implementation, require: unknown, reveal: Reveal = 'law') => {
  const rubric = softmaxWith(require)
  return gradeOf(rubric, await outcomesOn(implementation, rubric, asking), reveal)
}
const having = (softmax: (z: number[]) => number[]): Implementation => ({
  ...reference,
  name: 'homework',
  operations: { softmax },
})
const shares = having((z) => z.map(() => 1 / z.length))
const mistake = (id: string) => {
  const it = mistakes.find((one) => one.id === id)
  if (it === undefined) throw new RangeError(`no ${id}`)
  return it.implementation
}

describe('a question that requires a law', () => {
  it('gives nothing to equal shares, which earn three points of four without it', async () => {
    expect((await graded(shares, []))?.score).toBe(3)
    expect((await graded(shares, 'softmax/value'))?.score).toBe(0)
  })
  it('gives all to a reference, and by law to what is wrong beyond everyday inputs alone', async () => {
    expect((await graded(reference, 'softmax/*'))?.score).toBe(4)
    for (const require of [[], 'softmax/value'])
      expect((await graded(mistake('softmax-finite-sentinel'), require))?.score).toBe(2)
    const unmasked = having((z) => {
      if (z.includes(-Infinity)) throw new Error('no masks')
      return reference.operations.softmax?.(z) as number[]
    })
    expect((await graded(unmasked, []))?.score).toBeLessThan(4)
    expect((await graded(unmasked, []))?.score).toBeGreaterThan(0)
    expect(await graded(unmasked, 'softmax/value')).toMatchObject(
      (await graded(unmasked, [])) ?? {},
    )
    expect((await graded(mistake('softmax-temperature-two'), []))?.score).toBe(3)
    expect((await graded(mistake('softmax-temperature-two'), 'softmax/value'))?.score).toBe(0)
  })
  it('gives nothing to what lacks the operation', async () => {
    const sigmoidAlone = rubricFrom(
      JSON.stringify({
        title: 'Sigmoid',
        questions: [
          { title: 'Sigmoid', points: 2, laws: 'sigmoid/value', require: 'softmax/value' },
        ],
      }),
      'r',
      laws,
    )
    const { sigmoid } = reference.operations
    const lacking: Implementation = { ...reference, operations: sigmoid ? { sigmoid } : {} }
    const outcomes = await outcomesOn(lacking, sigmoidAlone, asking)
    expect(gradeOf(sigmoidAlone, outcomes, 'law')?.questions[0]).toMatchObject({
      score: 0,
      held: 1,
      feedback: ['earns nothing: softmax/value does not hold on everyday inputs'],
    })
  })
  it('says so plainly, and names the law from the level on that names laws', async () => {
    const told = async (reveal: Reveal) =>
      (await graded(shares, 'softmax/value', reveal))?.questions[0]?.feedback
    expect(await told('score')).toEqual([
      'earns nothing: a law that it requires does not hold on everyday inputs',
    ])
    expect((await told('law'))?.[0]).toBe(
      'earns nothing: softmax/value does not hold on everyday inputs',
    )
  })
  it('names a law that exists, or is refused', () => {
    expect(() => softmaxWith('softmax/none')).toThrow(
      'r, question 1, require: expected a glob that matches a textbook law, such as softmax/*, but received "softmax/none"',
    )
  })
  it('is judged at all logits, whatever domain a homework declares', async () => {
    const narrow: Implementation = { ...shares, domain: { logits: [0, 0] } }
    expect((await graded(narrow, 'softmax/value'))?.score).toBe(0)
  })
})

describe('nonsense', () => {
  const all = nonsenseOf(operationNames)
  it.each(all.map((it) => [it.name, it] as const))(
    '%s answers every operation in its shape',
    async (_, it) => {
      for (const operation of operationNames)
        for (const call of probesOf(operation, reference)) {
          const given = await answer(it, call, 1000)
          expect(isBreach(given), `${it.name} of ${operation}`).toBe(false)
        }
    },
  )
  it('is what its name says', () => {
    const softmaxOf = (name: string) =>
      all.find((it) => it.name === name)?.operations.softmax?.([3, 1])
    expect(all.map(({ name }) => [name, softmaxOf(name)])).toEqual([
      ['zeros', [0, 0]],
      ['ones', [1, 1]],
      ['halves', [0.5, 0.5]],
      ['equal shares', [0.5, 0.5]],
      ['the identity', [3, 1]],
      ['NaN', [NaN, NaN]],
    ])
  })
  it('declares of each policy what suits it', () => {
    expect(all.at(-1)?.policies).toMatchObject({ labelOutOfRange: 'nan', allIgnoredMean: 'nan' })
    expect(all[0]?.policies).toMatchObject({ allNegInfRow: 'zero', allIgnoredMean: 'zero' })
  })
  it.each(operationNames)('is wrong of %s on everyday inputs', async (name) => {
    const value = valuesOf(name).find(({ tier }) => tier === 'textbook')
    const rubric = rubricFrom(
      JSON.stringify({
        title: name,
        questions: [{ title: name, points: 1, laws: value?.id, require: value?.id }],
      }),
      'r',
      laws,
    )
    for (const it of nonsenseOf([name])) {
      const grade = gradeOf(rubric, await outcomesOn(it, rubric, { ...asking, runs: 10 }), 'score')
      expect(grade?.score ?? 0, it.name).toBe(0)
    }
  })
})
