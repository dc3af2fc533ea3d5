import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { binary64 } from '../../src/arithmetic/binary64.ts'
import { decimal } from '../../src/arithmetic/decimal.ts'
import { exact, sum } from '../../src/arithmetic/exact.ts'
import { type ScalarFunction, type VectorFunction } from '../../src/calculus/derivatives.ts'
import { heads, type HeadName } from '../../src/core/heads.ts'
import { at } from '../../src/arithmetic/sequence.ts'
import { gradientCheck } from '../../src/calculus/gradient-check.ts'
import { agreement, bigfloats, expectAgreement, modest, points } from '../arithmetic/numbers.ts'

const names = [
  'softmax',
  'sigmoidThenSoftmax',
  'softmaxTwice',
  'oneVsRest',
  'sigmoid',
] as const satisfies readonly HeadName[]
const classes = (name: HeadName): number => (name === 'sigmoid' ? 2 : 4)
const logits = (name: HeadName): number => (name === 'sigmoid' ? 1 : 4)
const k = bigfloats(60)

describe.each(names)('the head %s', (name) => {
  const lossAt =
    (label: number): ScalarFunction =>
    (a, z) =>
      heads(a)[name].loss(z, label)
  const gradientAt =
    (label: number): VectorFunction =>
    (a, z) =>
      heads(a)[name].gradient(z, label)
  const labels = fc.nat({ max: classes(name) - 1 })

  it('has the gradient that tape and dual numbers find, to 30 digits', () => {
    const wide = bigfloats(420)
    fc.assert(
      fc.property(points(logits(name)), labels, (x, label) => {
        expectAgreement(wide, lossAt(label), gradientAt(label), x)
      }),
      { numRuns: 40 },
    )
  })

  it('has the gradient that central differences find, to 30 digits', () => {
    fc.assert(
      fc.property(points(logits(name)), labels, (x, label) => {
        expect(
          gradientCheck(lossAt(label), gradientAt(label), x, { arithmetic: bigfloats }),
        ).toMatchObject({ status: 'passed' })
      }),
      { numRuns: 20 },
    )
    fc.assert(
      fc.property(modest(logits(name)), labels, (x, label) => {
        expect(gradientCheck(lossAt(label), gradientAt(label), x)).toMatchObject({
          status: 'passed',
        })
      }),
      { numRuns: 2 },
    )
  })

  it('predicts a probability for every class, and charges the negative logarithm of the one of the label', () => {
    fc.assert(
      fc.property(modest(logits(name)), labels, (x, label) => {
        const z = x.map(k.from)
        const p = heads(k)[name].predict(z)
        expect(p).toHaveLength(classes(name))
        if (name !== 'oneVsRest') {
          expect(agreement(sum(p), exact(1))).toBeGreaterThan(50)
          expect(agreement(k.neg(k.log(at(p, label))), lossAt(label)(k, z))).toBeGreaterThan(40)
        }
      }),
    )
  })

  it('refuses a label that is no class', () => {
    for (const label of [-1, classes(name), 0.5, NaN, Infinity, 2 ** 32]) {
      const head = heads(binary64)[name]
      expect(() => head.loss(Array<number>(logits(name)).fill(0), label)).toThrow(RangeError)
      expect(() => head.gradient(Array<number>(logits(name)).fill(0), label)).toThrow(
        `but received ${label}`,
      )
    }
  })
})

describe('the head of one sigmoid', () => {
  it('is the softmax of [0, z], for predictions, losses and gradients', () => {
    fc.assert(
      fc.property(modest(1), fc.nat({ max: 1 }), ([x = 0], label) => {
        const [one, two] = [heads(k).sigmoid, heads(k).softmax]
        const [z, pair] = [[k.from(x)], [k.from(0), k.from(x)]]
        one
          .predict(z)
          .forEach((p, i) => expect(agreement(p, at(two.predict(pair), i))).toBeGreaterThan(50))
        expect(agreement(one.loss(z, label), two.loss(pair, label))).toBeGreaterThan(50)
        expect(
          agreement(at(one.gradient(z, label), 0), at(two.gradient(pair, label), 1)),
        ).toBeGreaterThan(50)
      }),
    )
  })

  it('refuses more logits than one', () => {
    expect(() => heads(binary64).sigmoid.predict([1, 2])).toThrow(
      'expected one logit, but received 2',
    )
    expect(() => heads(binary64).sigmoid.loss([], 1)).toThrow('expected one logit, but received 0')
  })
})

describe('a sigmoid, or a softmax, before softmax', () => {
  it.each(['sigmoidThenSoftmax', 'softmaxTwice'] as const)(
    'caps every probability at e/(e + N - 1): %s',
    (name) => {
      fc.assert(
        fc.property(points(4), fc.nat({ max: 3 }), (x, label) => {
          const z = x.map(k.from)
          const e = Math.E
          for (const p of heads(k)[name].predict(z))
            expect(k.toNumber(p)).toBeLessThanOrEqual(e / (e + 3) + 1e-15)
          expect(k.toNumber(heads(k)[name].loss(z, label))).toBeGreaterThanOrEqual(
            Math.log(1 + 3 / e) - 1e-15,
          )
        }),
      )
      const sharp = heads(decimal(50, 'nearest'))[name].predict(
        [1000, -1000, -1000, -1000].map(decimal(50, 'nearest').from),
      )
      expect(sharp[0]?.toNumber()).toBeCloseTo(Math.E / (Math.E + 3), 12)
    },
  )

  it('shrinks the gradient by a factor of 4 or more, and to nothing where the network is confidently wrong', () => {
    fc.assert(
      fc.property(modest(4), fc.nat({ max: 3 }), (z, label) => {
        for (const g of heads(binary64).sigmoidThenSoftmax.gradient(z, label))
          expect(Math.abs(g)).toBeLessThanOrEqual(0.25)
      }),
    )
    expect(heads(binary64).softmax.gradient([-40, 40], 0)).toEqual([-1, 1])
    for (const g of heads(binary64).sigmoidThenSoftmax.gradient([-40, 40], 0))
      expect(Math.abs(g)).toBeLessThan(1e-17)
  })
})

describe('N sigmoids, one against the rest', () => {
  it('need not sum to one', () => {
    expect(heads(binary64).oneVsRest.predict([0, 0, 0, 0])).toEqual([0.5, 0.5, 0.5, 0.5])
    expect(heads(binary64).oneVsRest.loss([0, 0, 0], 1)).toBeCloseTo(3 * Math.LN2, 15)
  })
})
