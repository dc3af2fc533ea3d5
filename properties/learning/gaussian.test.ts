import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { binary64 } from '../../src/arithmetic/binary64.ts'
import { decimal } from '../../src/arithmetic/decimal.ts'
import {
  compare,
  exact,
  magnitude,
  minus,
  powerOfTwo,
  type Exact,
} from '../../src/arithmetic/exact.ts'
import {
  axes,
  gradient,
  slopeAlong,
  type ScalarFunction,
  type VectorFunction,
} from '../../src/calculus/derivatives.ts'
import {
  fitGaussian,
  gaussian,
  linearFromGaussian,
  type GaussianShape,
} from '../../src/learning/models/gaussian.ts'
import { at } from '../../src/arithmetic/sequence.ts'
import { linear } from '../../src/learning/models/network.ts'
import { meanGradient, meanLoss, type Example } from '../../src/learning/models/train.ts'
import { gradientCheck } from '../../src/calculus/gradient-check.ts'
import { agree, agreement, bigfloats } from '../arithmetic/numbers.ts'

const k = bigfloats(60)
const shared: GaussianShape = { classes: 3, dimensions: 2, covariance: 'shared' }
const unshared: GaussianShape = { ...shared, covariance: 'unshared' }
const isTiny = (a: Exact, bits: number): boolean => compare(magnitude(a), powerOfTwo(-bits)) < 0

/**
 * Four corners around each of three centres, stretched and sheared at random, so that every
 * covariance is definite.
 */
const data = fc
  .tuple(
    fc.array(fc.tuple(fc.integer({ min: -8, max: 8 }), fc.integer({ min: -8, max: 8 })), {
      minLength: 3,
      maxLength: 3,
    }),
    fc.array(
      fc.tuple(
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: -4, max: 4 }),
      ),
      { minLength: 3, maxLength: 3 },
    ),
    fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 12, maxLength: 12 }),
  )
  .map(([centres, shapes, weights]): Example<number>[] =>
    centres.flatMap(([cx, cy], label) => {
      const [width, height, shear] = at(shapes, label)
      return [
        [1, 0],
        [-1, 0],
        [0, 1],
        [0, -1],
      ].map(([s = 0, t = 0], i) => ({
        x: [(cx + s * width + t * shear) / 4, (cy + t * height) / 4],
        label,
        weight: at(weights, 4 * label + i),
      }))
    }),
  )
const lifted = (examples: readonly Example<number>[]): Example<Exact>[] =>
  examples.map(({ x, label, weight }) => ({ x: x.map(exact), label, weight: exact(weight) }))

describe.each([
  ['shared', shared],
  ['unshared', unshared],
] as const)('Gaussian classes of %s covariance', (_, shape) => {
  const lossAt =
    (x: readonly number[], label: number): ScalarFunction =>
    (a, p) =>
      gaussian(a, shape).loss(p, x.map(a.from), label)
  const gradientAt =
    (x: readonly number[], label: number): VectorFunction =>
    (a, p) =>
      gaussian(a, shape).gradient(p, x.map(a.from), label)

  it('are fitted where the gradient of their likelihood vanishes', () => {
    fc.assert(
      fc.property(data, (examples) => {
        const parameters = fitGaussian(k, shape, lifted(examples))
        for (const g of meanGradient(k, gaussian(k, shape), lifted(examples), parameters))
          expect(isTiny(g, 150)).toBe(true)
      }),
      { numRuns: 30 },
    )
  })

  it('are fitted where no other parameters are likelier', () => {
    fc.assert(
      fc.property(
        data,
        fc.nat(),
        fc.constantFrom(0.001, -0.001, 0.01, -0.01),
        (examples, turn, by) => {
          const best = fitGaussian(binary64, shape, examples)
          const moved = best.map((p, i) =>
            i === turn % best.length ? p + by * Math.max(1, Math.abs(p)) : p,
          )
          const loss = (p: readonly number[]): number => {
            try {
              return meanLoss(binary64, gaussian(binary64, shape), examples, p)
            } catch {
              return Infinity
            }
          }
          expect(loss(moved)).toBeGreaterThanOrEqual(loss(best) - 1e-12)
        },
      ),
    )
  })

  it('have the same gradient by tape, dual numbers and central differences, in every parameter', () => {
    fc.assert(
      fc.property(data, fc.nat({ max: 11 }), (examples, turn) => {
        const { x, label } = at(examples, turn)
        const parameters = fitGaussian(binary64, shape, examples)
        const point = parameters.map(k.from)
        const back = gradient(k, lossAt(x, label), point)
        gradientAt(x, label)(k, point).forEach((g, i) => expect(agree(g, at(back, i))).toBe(true))
        axes(point.length).forEach((axis, i) => {
          const slope = slopeAlong(k, lossAt(x, label), point, axis.map(k.from))
          expect(agree(at(back, i), slope) || isTiny(minus(at(back, i), slope), 150)).toBe(true)
        })
        expect(
          gradientCheck(lossAt(x, label), gradientAt(x, label), parameters, {
            arithmetic: bigfloats,
          }),
        ).toMatchObject({ status: 'passed' })
      }),
      { numRuns: 6 },
    )
  })

  it('have their slopes confirmed by decimal.js along a direction', () => {
    fc.assert(
      fc.property(data, (examples) => {
        const { x, label } = at(examples, 5)
        const parameters = fitGaussian(binary64, shape, examples)
        const along = [parameters.map((_, i) => ((i * 7) % 5) - 2.5)]
        expect(
          gradientCheck(lossAt(x, label), gradientAt(x, label), parameters, { along }),
        ).toMatchObject({ status: 'passed' })
      }),
      { numRuns: 3 },
    )
  })

  it('predict the quotient of the densities', () => {
    fc.assert(
      fc.property(data, fc.nat({ max: 11 }), (examples, turn) => {
        const { x } = at(examples, turn)
        const p = fitGaussian(binary64, shape, examples)
        const model = gaussian(binary64, shape)
        const joint = [0, 1, 2].map((y) => Math.exp(-model.loss(p, x, y)))
        model
          .predict(p, x)
          .forEach((q, y) =>
            expect(q).toBeCloseTo(at(joint, y) / joint.reduce((a, b) => a + b), 10),
          )
      }),
    )
  })
})

describe('the fit of Gaussian classes', () => {
  const examples: Example<number>[] = [
    [0, 0],
    [2, 0],
    [0, 2],
    [2, 2],
    [5, 1],
    [7, 3],
  ].map((x, i) => ({ x, label: i < 4 ? 0 : 1, weight: 1 }))
  const shape: GaussianShape = { classes: 2, dimensions: 2, covariance: 'unshared' }

  it('takes frequencies, means, and covariances around them, by rows of the lower triangle', () => {
    const alone = [...examples, { x: [6, 0], label: 1, weight: 2 }]
    expect(fitGaussian(binary64, shape, alone)).toEqual([
      Math.log(4 / 8),
      Math.log(4 / 8),
      1,
      1,
      6,
      1,
      1,
      0,
      1,
      0.5,
      0.5,
      1.5,
    ])
    expect(fitGaussian(binary64, { ...shape, covariance: 'shared' }, alone).slice(-3)).toEqual([
      0.75, 0.25, 1.25,
    ])
  })

  it('counts an example by its weight', () => {
    const twice = [...examples, ...examples.slice(2, 3)]
    const weighted = examples.map((example, i) => (i === 2 ? { ...example, weight: 2 } : example))
    fitGaussian(binary64, shape, weighted).forEach((p, i) =>
      expect(p).toBeCloseTo(at(fitGaussian(binary64, shape, twice), i), 14),
    )
  })

  it('is the textbook density in one dimension', () => {
    const [mean, variance, x] = [1, 4, 2.5]
    const loss = gaussian(binary64, { classes: 1, dimensions: 1, covariance: 'shared' }).loss(
      [0, mean, variance],
      [x],
      0,
    )
    expect(loss).toBeCloseTo((x - mean) ** 2 / (2 * variance) + Math.log(variance) / 2, 15)
  })

  it.each([1.5, 2, -1, NaN, 2 ** 32])(
    'refuses an example of no class, with the label %d',
    (label) => {
      const stray = { x: [0, 0], label, weight: 1 }
      expect(() => fitGaussian(binary64, shape, [...examples, stray])).toThrow(
        `expected an index below 2, but received ${label}`,
      )
    },
  )
  it('refuses a class without examples, a flat covariance, and parameters of another shape', () => {
    expect(() => fitGaussian(binary64, { ...shape, classes: 3 }, examples)).toThrow(
      'expected an example of every class, but received none of class 2',
    )
    const flat = fitGaussian(binary64, shape, examples)
    expect(() => gaussian(binary64, shape).predict(flat, [0, 0])).toThrow(
      'expected a positive definite covariance, but received the pivot 0',
    )
    expect(() => gaussian(binary64, shape).loss([1, 2], [0, 0], 0)).toThrow(
      'expected 12 parameters, but received 2',
    )
    expect(() => linearFromGaussian(binary64, shape, flat)).toThrow(
      'expected a shared covariance, but received unshared ones',
    )
    expect(() =>
      gaussian(binary64, { ...shape, covariance: 'shared' }).loss(
        fitGaussian(binary64, { ...shape, covariance: 'shared' }, examples),
        [0, 0],
        2,
      ),
    ).toThrow(RangeError)
  })
})

describe('Gaussian classes of shared covariance', () => {
  it('are a softmax of linear scores: the same posterior at every point, to 40 digits', () => {
    fc.assert(
      fc.property(
        data,
        fc.tuple(fc.integer({ min: -40, max: 40 }), fc.integer({ min: -40, max: 40 })),
        (examples, x) => {
          const parameters = fitGaussian(k, shared, lifted(examples))
          const point = x.map((c) => exact(c / 4))
          const posterior = gaussian(k, shared).predict(parameters, point)
          const scores = linear(k, 'softmax').predict(
            linearFromGaussian(k, shared, parameters),
            point,
          )
          posterior.forEach((p, y) =>
            expect(agreement(p, at(scores, y))).toBeGreaterThanOrEqual(40),
          )
        },
      ),
    )
    const d = decimal(50, 'nearest')
    const parameters = [0.5, 0.25, 0, 1, -1, 2, 0, 3, 2, 0.5, 1].map(d.from)
    const line = linear(d, 'softmax').predict(
      linearFromGaussian(d, shared, [...parameters.slice(0, 3), ...parameters.slice(2)]),
      [0.3, -2].map(d.from),
    )
    const posterior = gaussian(d, shared).predict(
      [...parameters.slice(0, 3), ...parameters.slice(2)],
      [0.3, -2].map(d.from),
    )
    line.forEach((p, y) => expect(p.minus(at(posterior, y)).abs().toNumber()).toBeLessThan(1e-45))
  })

  /**
   * log p_0 - log p_1 at x - v, x and x + v: the second difference, which is zero for linear
   * scores.
   */
  const bend = (
    shape: GaussianShape,
    parameters: readonly Exact[],
    x: readonly number[],
    v: readonly number[],
  ): Exact => {
    const odds = (t: number): Exact => {
      const [p, q] = gaussian(k, shape).predict(
        parameters,
        x.map((c, i) => exact(c + t * at(v, i))),
      ) as [Exact, Exact]
      return k.sub(k.log(p), k.log(q))
    }
    return k.sub(k.add(odds(-1), odds(1)), k.add(odds(0), odds(0)))
  }

  it('have log-odds without a second difference, which those of unshared covariance have', () => {
    fc.assert(
      fc.property(data, (examples) => {
        expect(
          isTiny(bend(shared, fitGaussian(k, shared, lifted(examples)), [0.5, 1], [1, 0.5]), 120),
        ).toBe(true)
      }),
      { numRuns: 30 },
    )
    // Two classes of variances 1 and 1/2 in each direction: -|v|^2 (1 - 2).
    const circles = [0, 0, 0, 1, 1, -1, 0, 0, 2, 1, 0, 1, 0.5, 0, 0.5, 1, 0, 1]
    const twoBends = bend(
      unshared,
      [...circles.slice(0, 9), ...circles.slice(9)].map(exact),
      [0.5, 1],
      [1, 0.5],
    )
    expect(agreement(twoBends, exact(1.25))).toBeGreaterThan(40)
  })
})
