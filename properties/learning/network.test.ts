import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { binary64 } from '../../src/arithmetic/binary64.ts'
import {
  axes,
  slopeAlong,
  type ScalarFunction,
  type VectorFunction,
} from '../../src/calculus/derivatives.ts'
import type { HeadName } from '../../src/core/heads.ts'
import { at } from '../../src/arithmetic/sequence.ts'
import {
  initialParameters,
  linear,
  network,
  parameterCount,
  type Activation,
  type NetworkShape,
} from '../../src/learning/models/network.ts'
import { gradientCheck } from '../../src/calculus/gradient-check.ts'
import { agree, bigfloats, cotangents, expectAgreement, modest } from '../arithmetic/numbers.ts'

const activations = ['tanh', 'sigmoid', 'relu'] as const satisfies readonly Activation[]
const outputs = {
  softmax: 3,
  sigmoidThenSoftmax: 3,
  softmaxTwice: 3,
  oneVsRest: 3,
  sigmoid: 1,
} as const satisfies Record<HeadName, number>
const headNames = Object.keys(outputs) as HeadName[]
const shapeOf = (activation: Activation, head: HeadName): NetworkShape => ({
  inputs: 2,
  hidden: [3, 2],
  outputs: outputs[head],
  activation,
  head,
})
const labels = (head: HeadName) => fc.nat({ max: head === 'sigmoid' ? 1 : 2 })
/**
 * Terms of size one cancel where the rows of a layer are alike: what is left of them is then less
 * than `agree` takes for zero.
 */
const k = bigfloats(420)

describe.each(headNames)('a linear classifier with the head %s', (head) => {
  it('has the gradient that tape, dual numbers and central differences find, in every parameter', () => {
    fc.assert(
      fc.property(modest(3 * outputs[head]), modest(2), labels(head), (parameters, x, label) => {
        const f: ScalarFunction = (a, p) => linear(a, head).loss(p, x.map(a.from), label)
        const g: VectorFunction = (a, p) => linear(a, head).gradient(p, x.map(a.from), label)
        expectAgreement(k, f, g, parameters)
        expect(gradientCheck(f, g, parameters, { arithmetic: bigfloats })).toMatchObject({
          status: 'passed',
        })
      }),
      { numRuns: 8 },
    )
  })

  it('is a network without hidden layers', () => {
    fc.assert(
      fc.property(modest(3 * outputs[head]), modest(2), labels(head), (parameters, x, label) => {
        const flat = network(binary64, { ...shapeOf('tanh', head), hidden: [] })
        expect(flat.predict(parameters, x)).toEqual(linear(binary64, head).predict(parameters, x))
        expect(flat.loss(parameters, x, label)).toBe(
          linear(binary64, head).loss(parameters, x, label),
        )
      }),
    )
  })
})

describe.each(
  activations.flatMap((activation) => headNames.map((head) => [activation, head] as const)),
)('a network of %s with the head %s', (activation, head) => {
  const shape = shapeOf(activation, head)
  const n = parameterCount(shape)
  const lossAt =
    (x: readonly number[], label: number): ScalarFunction =>
    (a, p) =>
      network(a, shape).loss(p, x.map(a.from), label)
  const gradientAt =
    (x: readonly number[], label: number): VectorFunction =>
    (a, p) =>
      network(a, shape).gradient(p, x.map(a.from), label)
  /**
   * Odd multiples of 1/16 and points of whole numbers keep the layers of relu off their kinks, all
   * but surely.
   */
  const drawn = fc.tuple(
    fc.array(
      fc.integer({ min: -15, max: 15 }).map((i) => (2 * i + 1) / 16),
      { minLength: n, maxLength: n },
    ),
    fc.constantFrom([1, 2], [-1, 3], [2, -2], [3, 1]),
    labels(head),
  )

  it('has the same gradient by tape and by dual numbers, to 30 digits, in every parameter', () => {
    fc.assert(
      fc.property(drawn, ([parameters, x, label]) => {
        const point = parameters.map(k.from)
        const back = gradientAt(x, label)(k, point)
        axes(n).forEach((axis, i) => {
          expect(agree(at(back, i), slopeAlong(k, lossAt(x, label), point, axis.map(k.from)))).toBe(
            true,
          )
        })
      }),
      { numRuns: 4 },
    )
  })

  it('has the gradient that central differences find, or lies between the slopes at a kink', () => {
    fc.assert(
      fc.property(drawn, ([parameters, x, label]) => {
        const { slopes } = gradientCheck(lossAt(x, label), gradientAt(x, label), parameters, {
          arithmetic: bigfloats,
        })
        for (const { status } of slopes)
          expect(status === 'passed' || (activation === 'relu' && status === 'kink')).toBe(true)
      }),
      { numRuns: 1 },
    )
  })

  it('has its slopes confirmed by decimal.js along a direction', () => {
    fc.assert(
      fc.property(drawn, cotangents(n), ([parameters, x, label], v) => {
        const { status } = gradientCheck(lossAt(x, label), gradientAt(x, label), parameters, {
          along: [v],
        })
        expect(status === 'passed' || (activation === 'relu' && status === 'kink')).toBe(true)
      }),
      { numRuns: 1 },
    )
  })
})

describe('tanh', () => {
  it('neither overflows nor cancels, near zero or far from it', () => {
    const scores = (x: number): number =>
      at(
        network(binary64, {
          inputs: 1,
          hidden: [1],
          outputs: 2,
          activation: 'tanh',
          head: 'oneVsRest',
        }).predict([0, 1, 0, 1, 0, 0], [x]),
        0,
      )
    for (const x of [-1000, -20, -1, 0, 1e-9, 0.5, 20, 1000])
      expect(scores(x)).toBeCloseTo(1 / (1 + Math.exp(-Math.tanh(x))), 15)
    const slope = network(binary64, {
      inputs: 1,
      hidden: [1],
      outputs: 1,
      activation: 'tanh',
      head: 'sigmoid',
    })
    expect(
      Math.log(
        at(slope.predict([0, 1, 0, 1], [1e-9]), 1) / at(slope.predict([0, 1, 0, 1], [1e-9]), 0),
      ),
    ).toBeCloseTo(1e-9, 15)
  })
})

describe('parameters to start from', () => {
  const shape = shapeOf('tanh', 'softmax')
  it('are the same for the same seed, and others for another', () => {
    expect(initialParameters(shape, 7)).toEqual(initialParameters(shape, 7))
    expect(initialParameters(shape, 7)).not.toEqual(initialParameters(shape, 8))
  })

  it('lie within 1/sqrt(inputs + 1) of zero, layer by layer, on either side', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const parameters = initialParameters(shape, seed)
        expect(parameters).toHaveLength(parameterCount(shape))
        for (const p of parameters.slice(0, 9))
          expect(Math.abs(p)).toBeLessThanOrEqual(1 / Math.sqrt(3))
        for (const p of parameters.slice(9, 17)) expect(Math.abs(p)).toBeLessThanOrEqual(1 / 2)
      }),
    )
    expect(parameterCount(shape)).toBe(3 * 3 + 2 * 4 + 3 * 3)
    const signs = initialParameters({ ...shape, hidden: [50] }, 1).map(Math.sign)
    expect(Math.abs(signs.reduce((a, b) => a + b)) / signs.length).toBeLessThan(0.2)
  })
})

describe('parameters that do not fit the point', () => {
  it('are refused', () => {
    expect(() => linear(binary64, 'softmax').predict([1, 2, 3], [1, 2, 3])).toThrow(
      'expected parameters in rows of 4, but received 3',
    )
    expect(() => linear(binary64, 'softmax').loss([], [1], 0)).toThrow(
      'expected parameters in rows of 2, but received 0',
    )
  })
})
