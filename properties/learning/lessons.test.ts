import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { hold, holdAt, lawsIn } from '../../src/learning/lessons/hold.ts'
import { lessons } from '../../src/learning/lessons/index.ts'
import { isRight } from '../../src/learning/lessons/lesson.ts'

describe.each(lessons.map((lesson) => [lesson.id, lesson] as const))(
  'the lesson %s',
  (_, lesson) => {
    it.each(lesson.holds)('is right that $law holds on $on', async (trial) => {
      expect(await hold(trial, { runs: 20 })).toMatchObject({ status: 'passed' })
    })
    it('finds the witness that breaks its law', async () => {
      const verdict = await hold(lesson.breaks)
      expect(verdict).toMatchObject({ status: 'falsified' })
      if (verdict.status === 'falsified') expect(verdict.clearest.strain).toBeGreaterThan(1000)
    })
    it('proposes an input that ends as it says', async () => {
      expect(await holdAt(lesson.change)).toMatchObject({ status: lesson.change.status })
    })
    it('asks for numbers', () => {
      for (const question of [lesson.predict, lesson.exit]) {
        expect(Number.isFinite(question.answer)).toBe(true)
        expect(question.ask).toMatch(/\?$/)
        expect(isRight(question, question.answer)).toBe(true)
        expect(isRight(question, question.answer + 2 * question.within)).toBe(false)
      }
    })
    it('is told in full sentences, with a table', () => {
      const { thought, fact, because, instead } = lesson.refutation
      for (const text of [lesson.scene, thought, fact, because, instead, lesson.answer]) {
        expect(text).toMatch(/\.$/)
        expect(text).not.toMatch(/undefined|  /)
      }
      expect(lesson.question).toMatch(/\?$/)
      for (const row of lesson.table.rows) expect(row).toHaveLength(lesson.table.columns.length)
      expect(lawsIn(lesson)).toContain(lesson.breaks.law)
    })
  },
)

describe('the lessons', () => {
  it('are numbered in order', () => {
    expect(lessons.map(({ number }) => number)).toEqual(lessons.map((_, i) => i + 1))
  })
  it('have no number in their sentences that was typed, beyond what is given', () => {
    const folder = new URL('../../src/learning/lessons/', import.meta.url)
    for (const name of readdirSync(folder)) {
      const sentences = [
        ...readFileSync(new URL(name, folder), 'utf8').matchAll(/`([^`]*)`|'([^'\n]*)'/g),
      ].map(([, template = '', text = '']) => template.replaceAll(/\$\{[^}]*\}/g, '') + text)
      for (const text of sentences) expect(text, name).not.toMatch(/\d\.\d/)
    }
  })
  it('give the numbers that a calculator with 40 digits gives', () => {
    expect(
      lessons.map(({ predict, exit }) =>
        [predict.answer, exit.answer].map((x) => Number(x.toPrecision(6))),
      ),
    ).toMatchInlineSnapshot(`
      [
        [
          1.522,
          7.61053,
        ],
        [
          0.25,
          3,
        ],
        [
          0.731059,
          0.873072,
        ],
        [
          1,
          0.449816,
        ],
        [
          0.576095,
          3.62221,
        ],
        [
          1.5,
          1.8808,
        ],
        [
          1.03972,
          1.38629,
        ],
        [
          -0.0000453937,
          -0.909969,
        ],
        [
          0.575581,
          1.09861,
        ],
        [
          0.332877,
          0.3,
        ],
        [
          16.1181,
          709.783,
        ],
      ]
    `)
  })
})
