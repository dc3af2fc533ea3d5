import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { numbersOf, type DeclaredFormat } from '../../src/contract/numbers.ts'
import { isMadeOf } from '../../src/laws/members.ts'
import { laws } from '../../src/laws/index.ts'
import { reference } from '../../src/core/reference.ts'
import { fewShapes } from '../../src/laws/shapes.ts'
import { settingOf } from '../../src/verdict/setting.ts'
import { freshSeeds } from '../soak.ts'
import { isInput, isMadeAsExamplesAre } from '../../src/verdict/applies.ts'

const mix: DeclaredFormat = {
  logits: 'bfloat16',
  targets: 'binary16',
  arithmetic: 'binary32',
  results: 'binary32',
}

describe('an input', () => {
  it.each([
    [[1, 256], true],
    [[1, 257], false],
    [257, false],
    [null, true],
    [{ logits: [1, 256], label: 257 }, true],
    [{ logits: [1, 256], label: 1, shift: 257 }, false],
    [{ logits: [[257], [1]], labels: [0, 0] }, false],
    [{ gap: 1, others: 257 }, true],
    [{ logits: [1], order: [257] }, true],
    [{ logits: [1], target: [257] }, true],
    [{ logits: [1], target: [2049] }, false],
    [{ logits: [1], cotangent: [2049] }, false],
    [{ logits: [1], targets: [1], posWeight: 2049 }, false],
    [{ logits: [[1]], labels: [0], weights: [0.5], smoothing: 0.1 }, false],
    [{ logits: [[1]], labels: [0], options: { reduction: 'sum', ignoreIndex: 257 } }, true],
    [{ logits: [[1]], labels: [0], options: { reduction: 'sum', labelSmoothing: 0.1 } }, false],
  ])('%j is made of numbers that are read: %j', (input, isOne) => {
    expect(isMadeOf(input, numbersOf(mix))).toBe(isOne)
  })
  it.each([1.5, 2, -1, NaN, Infinity, 2 ** 32])(
    'has a label that is a class, which %d is not, unless a law is about what is none',
    (label) => {
      const asked = { numbers: numbersOf('binary64') }
      const input = { logits: [0, 0], label }
      const takers = laws.filter(
        (law) => isMadeAsExamplesAre(law, input) && isInput(law, input, asked),
      )
      expect(takers.map(({ id }) => id)).toEqual([
        'batch-options/label-out-of-range',
        'labels/out-of-range-gradient',
      ])
    },
  )
  it('can be replayed, whichever a law draws', () => {
    const seed = freshSeeds(1)[0] ?? 0
    const setting = settingOf(reference, fewShapes)
    const odd = laws
      .filter(({ recorded }) => recorded === undefined)
      .flatMap((law) =>
        fc
          .sample(law.inputs(setting, 'raw'), { seed, numRuns: 20 })
          .filter((input) => isInput(law, input, setting) && !isMadeAsExamplesAre(law, input))
          .map((input) => [law.id, input]),
      )
    expect(odd, `seed ${seed}`).toEqual([])
  })
  it('has no option that the examples of its law do not have', () => {
    const any = laws.find(({ id }) => id === 'batch/any-options') as (typeof laws)[number]
    const input = { logits: [[0]], labels: [0], options: { reduction: 'sum' } }
    const given = (options: object): unknown => ({
      ...input,
      options: { ...input.options, ...options },
    })
    expect(
      [
        given({ zLoss: 1, softCap: 2, temperature: 2 }),
        given({ cap: 2 }),
        given({ zLoss: '1' }),
      ].map((it) => isMadeAsExamplesAre(any, it)),
    ).toEqual([true, false, false])
  })
  it('is every example of a law that binary64 holds', () => {
    const asked = { numbers: numbersOf('binary64') }
    const odd = laws.filter((law) => !law.examples.some((input) => isInput(law, input, asked)))
    expect(odd.map(({ id }) => id)).toEqual([])
  })
})
