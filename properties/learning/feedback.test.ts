import { describe, expect, it } from 'vitest'
import type { Implementation } from '../../src/contract/implementation.ts'
import { reference } from '../../src/core/reference.ts'
import { laws } from '../../src/laws/index.ts'
import { familyOf } from '../../src/laws/law.ts'
import { gradeOf } from '../../src/learning/grading/grade.ts'
import { outcomesOn } from '../../src/learning/grading/outcomes.ts'
import { revealLevels, rubricFrom } from '../../src/learning/grading/rubric.ts'
import { lessons } from '../../src/learning/lessons/index.ts'
import { byFamily, byMistake, lessonOn } from '../../src/learning/lessons/lesson-on.ts'
import { mistakes } from '../../src/mistakes/index.ts'
import { main } from '../../src/cli.ts'

const rubric = rubricFrom(
  JSON.stringify({
    title: 'Softmax',
    questions: [
      {
        title: 'Probabilities',
        points: 3,
        laws: ['softmax/sums-to-one', 'softmax/shift-invariant', 'softmax/value'],
        require: 'softmax/value',
      },
    ],
  }),
  'r',
  laws,
)
const naive: Implementation = {
  ...reference,
  name: 'homework',
  operations: {
    softmax: (z) => {
      const sum = z.reduce((a, b) => a + Math.exp(b), 0)
      return z.map((x) => Math.exp(x) / sum)
    },
  },
}
const outcomes = await outcomesOn(naive, rubric, { seed: 1, runs: 40, timeLimit: 5000 })
const feedback = revealLevels.map(
  (level) => [level, gradeOf(rubric, outcomes, level)?.questions[0]?.feedback.join('\n')] as const,
)

describe('feedback', () => {
  it('is told by cause, level by level', () => {
    expect(Object.fromEntries(feedback)).toMatchInlineSnapshot(`
      {
        "full": "not yet: softmax/sums-to-one, shift-invariant, value
      softmax returns NaN where logits are large, in 3 laws
        resembles mistake:softmax-no-max-shift, on all 18 probes of softmax
                  The raw logits are exponentiated, without taking out the greatest first.
        mend      Subtract max z from every logit: softmax does not change, and no exponent is above 0.
        law       softmax/value: softmax(z)ᵢ = e^(zᵢ − m) / Σⱼ e^(zⱼ − m), m = max z
        input     [10000]
        claim     softmax(z)[0]
        expected  1 ± 1.1e-11
        got       NaN
        why       by definition; the shift by the maximum changes nothing and overflows nowhere.
        seed      1, path 4
        also      softmax/shift-invariant, sums-to-one
        lesson    losslaws teach machine (Why does the loss take scores, not probabilities?)",
        "hint": "not yet: softmax/sums-to-one, shift-invariant, value
      cause: softmax returns NaN where logits are large
      hint: softmax(z)ᵢ = e^(zᵢ − m) / Σⱼ e^(zⱼ − m), m = max z, since by definition; the shift by the maximum changes nothing and overflows nowhere.
      lesson: losslaws teach machine (Why does the loss take scores, not probabilities?)",
        "input": "not yet: softmax/sums-to-one, shift-invariant, value
      cause: softmax returns NaN where logits are large
      hint: softmax(z)ᵢ = e^(zᵢ − m) / Σⱼ e^(zⱼ − m), m = max z, since by definition; the shift by the maximum changes nothing and overflows nowhere.
      lesson: losslaws teach machine (Why does the loss take scores, not probabilities?)
      look at [10000]",
        "law": "not yet: softmax/sums-to-one, shift-invariant, value",
        "score": "",
      }
    `)
  })
  it('tells at each level what the level before it tells, until all is told', () => {
    const lines = feedback.map(([, text]) => (text === '' ? [] : text?.split('\n')) ?? [])
    for (const [i, told] of lines.slice(1, -1).entries())
      expect(told).toEqual(expect.arrayContaining(lines[i] ?? []))
  })
  it('keeps the mend for the last level', () => {
    const mend = mistakes.find(({ id }) => id === 'softmax-no-max-shift')?.mend ?? ''
    for (const [level, text] of feedback) expect(text?.includes(mend), level).toBe(level === 'full')
  })
  it('tells of one cause once, however many laws fail for it', () => {
    expect(feedback.at(-1)?.[1]?.match(/mend/g)).toHaveLength(1)
  })
})

describe('the lesson on a fault', () => {
  const ids: readonly string[] = lessons.map(({ id }) => id)
  it('is one of the eight', () => {
    for (const id of [...Object.values(byMistake), ...Object.values(byFamily)])
      expect(ids).toContain(id)
  })
  it.each(Object.keys(byMistake))('is known of %s, which is in the gallery', (id) => {
    expect(mistakes.map((it) => it.id)).toContain(id)
  })
  it('is known of every family of laws but those of manners and conventions', () => {
    const without = new Set(
      laws
        .filter(({ id }) => lessonOn({ law: id, region: 'everyday' }) === undefined)
        .map(({ id }) => familyOf(id)),
    )
    expect([...without].toSorted()).toEqual(['founding', 'hygiene', 'labels', 'z-loss'])
  })
  it('depends on the mistake first, then on where it shows, then on the law', () => {
    const on = (law: string, region: 'everyday' | 'tail', mistake?: string) =>
      lessonOn({ law, region, ...(mistake === undefined ? {} : { mistake }) })?.id
    expect(on('softmax/value', 'everyday')).toBe('scores')
    expect(on('softmax/value', 'tail')).toBe('machine')
    expect(on('softmax/value', 'tail', 'sigmoid-before-softmax')).toBe('sigmoid-then-softmax')
    expect(on('softmax/reaches-one', 'everyday')).toBe('sigmoid-then-softmax')
    expect(on('cross-entropy/no-ceiling', 'everyday')).toBe('machine')
    expect(on('founding/gaussian-classes', 'everyday')).toBe('gaussians')
  })
  it.each(ids)('%s is what losslaws teach takes', async (id) => {
    let text = ''
    await main(['teach', id, '--predict', '0'], {
      write: (more) => void (text += more),
      isTerminal: false,
    })
    expect(text).not.toMatch(/^expected/)
  })
})
