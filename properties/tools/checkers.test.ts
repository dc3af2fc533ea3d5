import { describe, expect, it } from 'vitest'
import { call, checker } from '../../tools/checkers/checker.ts'
import type { Differentiable } from '../../tools/checkers/differentiable.ts'
import { eagerIn } from '../../tools/checkers/eager.ts'
import { checkers } from '../../tools/checkers/index.ts'
import { assertClose, flashAttention, liger } from '../../tools/checkers/kernels.ts'
import { normals } from '../../tools/checkers/random.ts'
import { fast, gradcheck, slowly } from '../../tools/checkers/torch.ts'
import { webnn } from '../../tools/checkers/webnn.ts'
import { formats, roundNumber, type FormatName } from '../../src/arithmetic/format.ts'
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

describe('a check of kernels', () => {
  const off = (by: number, format: FormatName): Implementation => ({
    ...reference,
    format,
    operations: { softmax: (z) => call(reference, 'softmax', z).map((p) => p * (1 + by)) },
  })
  it('asks a kernel in the format that it reads, and by the tolerance of what it answers', () => {
    expect(liger.checks(off(0.03, 'bfloat16'))).toBe('missed')
    expect(liger.checks(off(0.03, 'binary32'))).toBe('caught')
    expect(assertClose.checks(off(1e-6, 'binary32'))).toBe('missed')
    expect(assertClose.checks(off(1e-6, 'binary64'))).toBe('caught')
  })
  it('asks a kernel of doubles for tensors of 16 bits, where it has no wider ones', () => {
    expect(flashAttention.checks(off(0.03, 'binary64'))).toBe('missed')
    expect(flashAttention.checks(off(0.3, 'binary64'))).toBe('caught')
  })
  it('forgives what eager PyTorch gets wrong as well: it reads log-probabilities that were stored', () => {
    const eager = eagerIn(formats.bfloat16)
    const asked = [[5, 0, 0], 1] as const
    const [p, q] = [Math.exp(-5.01335), Math.exp(-roundNumber(5.01335, formats.bfloat16))]
    expect(call(reference, 'crossEntropyGradient', [5, 0, 0], 1)[2]).toBeCloseTo(p, 6)
    expect(eager('crossEntropyGradient', asked)[2]).toBe(roundNumber(q, formats.bfloat16))
    expect(q / p).toBeCloseTo(1.0134, 4)
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
