import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { main } from '../../src/cli.ts'
import { near } from '../../src/laws/claim.ts'
import { laws } from '../../src/laws/index.ts'
import { ask, law } from '../../src/laws/law.ts'
import { checkInWords } from '../../src/learning/grading/check-in-words.ts'
import { checkOf, isSound } from '../../src/learning/grading/check.ts'
import { rubricFrom } from '../../src/learning/grading/rubric.ts'

const folder = mkdtempSync(join(tmpdir(), 'losslaws-'))
afterAll(() => rmSync(folder, { recursive: true }))
const example = fileURLToPath(new URL('../../examples/teaching/rubric.json', import.meta.url))

const losslaws = async (...args: string[]) => {
  let text = ''
  const code = await main(args, { write: (more) => void (text += more), isTerminal: false })
  return { code, text: text.replaceAll(`${folder}/`, '') }
}
const checked = (rubric: object) => {
  const file = join(folder, 'rubric.json')
  writeFileSync(file, JSON.stringify({ title: 'Homework', seed: 1, runs: 20, ...rubric }))
  return losslaws('grade', '--check-rubric', '--rubric', file)
}
const sigmoid = { title: 'Sigmoid', points: 4, laws: ['sigmoid/monotone', 'sigmoid/value'] }

describe('losslaws grade --check-rubric', () => {
  it('finds that the example rubric tells nonsense and mistakes from what is right', async () => {
    const { code, text } = await losslaws(
      'grade',
      '--check-rubric',
      '--rubric',
      example,
      '--runs',
      '5',
    )
    expect(text).toMatch(/\ncore:binary64 +16 +6 +5 +4 +1\n/)
    for (const name of ['zeros', 'ones', 'halves', 'equal shares', 'the identity', 'NaN'])
      expect(text).toMatch(new RegExp(`\\n${name} +0 +0 +0 +0 +0\\n`))
    expect(text).toMatch(/\nmistake:softmax-temperature-two +9 +0 +5 +4 +0\n/)
    expect(text).toMatch(/cannot see:\n {2}.*mistake:label-truncated/s)
    expect(text).toMatch(/\nthe rubric is sound\nseed 1\n$/)
    expect(code).toBe(0)
  }, 120_000)
  it('prints one table, and says who earns too much', async () => {
    const { code, text } = await checked({ questions: [sigmoid] })
    expect(text).toMatchInlineSnapshot(`
      "Homework: what each would earn
        1  Sigmoid, 4 points

                                         all  1
      at most                              4  4
      core:binary64                        4  4
      zeros                                2  2
      ones                                 2  2
      halves                               2  2
      equal shares                         2  2
      the identity                         2  2
      NaN                                  2  2
      mistake:sigmoid-by-tanh              4  4
      mistake:sigmoid-one-branch           4  4
      mistake:sigmoid-one-minus-sigmoid    4  4
      mistake:hard-sigmoid                 2  2
      mistake:sigmoid-clipped              2  2
      mistake:sigmoid-is-tanh              2  2
      mistake:sigmoid-of-one-class         2  2
      mistake:sigmoid-naive-exponential    0  0
      mistake:sigmoid-sign-flipped         0  0

      mistakes that earn everything, which the rubric cannot see:
        mistake:sigmoid-by-tanh, mistake:sigmoid-one-branch, mistake:sigmoid-one-minus-sigmoid
      zeros would earn 2 of 4: expected 10 % at most; let its questions require a law of values
      ones would earn 2 of 4: expected 10 % at most; let its questions require a law of values
      halves would earn 2 of 4: expected 10 % at most; let its questions require a law of values
      equal shares would earn 2 of 4: expected 10 % at most; let its questions require a law of values
      the identity would earn 2 of 4: expected 10 % at most; let its questions require a law of values
      NaN would earn 2 of 4: expected 10 % at most; let its questions require a law of values
      the rubric is not sound
      seed 1
      "
    `)
    expect(code).toBe(1)
  })
  it('is content once a law is required', async () => {
    const { code, text } = await checked({
      questions: [{ ...sigmoid, require: 'sigmoid/value' }],
    })
    expect(text).toContain('\nthe rubric is sound\n')
    expect(code).toBe(0)
  })
  it('names the mistakes that it cannot see', async () => {
    const { text } = await checked({
      questions: [{ title: 'Order', points: 1, laws: 'sigmoid/monotone' }],
    })
    expect(text).toMatch(/which the rubric cannot see:\n {2}mistake:.*sigmoid-is-tanh/s)
  })
  it('finds a rubric unsound by which what is right does not earn everything', async () => {
    const wrong = law<number>({
      id: 'my/sigmoid-is-half',
      equation: 'σ(x) = 1/2',
      proof: 'there is none.',
      uses: ['sigmoid'],
      inputs: () => fc.integer({ min: 1, max: 9 }),
      examples: [1],
      *claims(x) {
        return [near('sigmoid(x)', yield* ask('sigmoid', x), 0.5, 1e-9)]
      },
    })
    const questions = [
      { title: 'Halves', points: 4, laws: ['my/sigmoid-is-half', 'sigmoid/value'] },
    ]
    const rubric = rubricFrom(JSON.stringify({ title: 'Wrong', questions }), 'r', [...laws, wrong])
    const check = await checkOf(rubric, { seed: 1, runs: 20, timeLimit: 5000 })
    expect(check.reference.score).toBe(2)
    expect(isSound({ ...check, nonsense: [] })).toBe(false)
    expect(isSound({ ...check, nonsense: [], reference: { ...check.reference, score: 4 } })).toBe(
      true,
    )
    expect(checkInWords(rubric, check)).toContain(
      '\ncore:binary64, which is right, would earn 2 of 4: expected all\n',
    )
  })
  it('knows the shapes of batches and pull-backs', async () => {
    const { code, text } = await checked({
      questions: [
        { title: 'Batches', points: 3, laws: 'binary-batch/value', require: 'binary-batch/value' },
        { title: 'Pull-backs', points: 2, laws: 'batch-vjp/binary', require: 'batch-vjp/binary' },
      ],
    })
    expect(text).toMatch(/\nzeros +0 +0 +0\n/)
    expect(text).toMatch(/\ncore:binary64 +5 +3 +2\n/)
    expect(code).toBe(0)
  })
  it('takes no homework', async () => {
    expect(await losslaws('grade', 'a.js', '--check-rubric', '--rubric', example)).toEqual({
      code: 2,
      text: '--check-rubric: expected no homework, but received a.js\n',
    })
  })
})
