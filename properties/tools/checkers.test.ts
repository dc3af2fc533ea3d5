import { describe, expect, it } from 'vitest'
import { call, checker } from '../../tools/checkers/checker.ts'
import type { Differentiable } from '../../tools/checkers/differentiable.ts'
import { checkers } from '../../tools/checkers/index.ts'
import { normals } from '../../tools/checkers/random.ts'
import { fast, gradcheck, slowly } from '../../tools/checkers/torch.ts'
import { webnn } from '../../tools/checkers/webnn.ts'
import type { Implementation } from '../../src/contract/implementation.ts'
import { reference } from '../../src/core/reference.ts'
import { mistakes } from '../../src/mistakes/index.ts'

const made = (id: string): Implementation => {
  const mistake = mistakes.find((mistake) => mistake.id === id)
  if (mistake === undefined) throw new Error(`there is no ${id}`)
  return mistake.implementation
}
const softmaxAt = (
  classes: number,
  turn: number,
  implementation: Implementation,
): Differentiable => {
  return {
    at: normals(`point ${turn}`)(classes),
    values: (x) => call(implementation, 'softmax', x),
    pullBack: (x, g) => call(implementation, 'softmaxVjp', x, g),
  }
}
const passed = (
  classes: number,
  id: string,
  check: (f: Differentiable, turn: number) => boolean,
): number =>
  Array.from({ length: 20 }, (_, turn) => check(softmaxAt(classes, turn, made(id)), turn)).filter(
    Boolean,
  ).length

describe('a check of today', () => {
  it.each(checkers.map((checker) => [checker.name, checker] as const))(
    '%s lets our core pass',
    (_, { checks }) => {
      expect(checks(reference)).toBe('missed')
    },
  )
  it.each(checkers.map((checker) => [checker.name, checker] as const))(
    '%s objects to softmax without its exponential, in which its operations are wrong',
    (_, { checks }) => {
      expect(checks(made('softmax-without-exponential'), ['softmax'])).toBe('caught')
    },
  )
  it('does not apply where it asks nothing of what is in doubt, or is offered nothing that it asks', () => {
    expect(webnn.checks(reference, ['sigmoid'])).toBe('does not apply')
    expect(gradcheck.checks({ ...reference, operations: {} })).toBe('does not apply')
  })
  it('objects to what throws, and asks for answers at once', () => {
    const asking = checker({
      name: 'any',
      of: 'values',
      source: '',
      rule: '',
      inputs: '',
      subjects: [{ uses: ['sigmoid'], passes: (it) => call(it, 'sigmoid', 0) === 0.5 }],
    })
    const sigmoid = (answer: () => number | Promise<number>): Implementation => ({
      ...reference,
      operations: { sigmoid: answer },
    })
    expect(asking.checks(sigmoid(() => 0.5))).toBe('missed')
    expect(
      asking.checks(
        sigmoid(() => {
          throw new RangeError('never')
        }),
      ),
    ).toBe('caught')
    expect(() =>
      call(
        sigmoid(() => Promise.resolve(0.5)),
        'sigmoid',
        0,
      ),
    ).toThrow('expected an answer of core:binary64 to sigmoid at once, but received a promise')
    expect(() =>
      call(
        sigmoid(() => 0.5),
        'softplus',
        0,
      ),
    ).toThrow('expected an answer of core:binary64 to softplus at once, but received none')
  })
})

describe('the fast mode of torch gradcheck', () => {
  it('lets a pull-back of softmax that is zero everywhere pass at 100 classes, where the slow mode does not', () => {
    const passes = [5, 20, 100].map(
      (classes) =>
        `${classes} classes: fast ${passed(classes, 'softmax-vjp-zero', fast)}, slow ${passed(classes, 'softmax-vjp-zero', slowly)} of 20 points`,
    )
    expect(passes).toMatchInlineSnapshot(`
      [
        "5 classes: fast 0, slow 0 of 20 points",
        "20 classes: fast 2, slow 0 of 20 points",
        "100 classes: fast 18, slow 0 of 20 points",
      ]
    `)
  })
})
