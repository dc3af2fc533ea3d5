import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Arithmetic } from '../../src/arithmetic/arithmetic.ts'
import { binary64 } from '../../src/arithmetic/binary64.ts'
import { decimal } from '../../src/arithmetic/decimal.ts'
import type { ScalarFunction, VectorFunction } from '../../src/calculus/derivatives.ts'
import { orders } from '../../src/calculus/difference.ts'
import { at, greatest } from '../../src/arithmetic/sequence.ts'
import { losses } from '../../src/core/losses.ts'
import { explainGradient } from '../../src/calculus/explain-gradient.ts'
import { gradientCheck } from '../../src/calculus/gradient-check.ts'
import { exactOf } from '../../src/calculus/slope.ts'
import type { Given } from '../../src/calculus/given-slope.ts'
import { taylorTest } from '../../src/calculus/taylor-test.ts'
import { bigfloats, cotangents, modest, points } from '../arithmetic/numbers.ts'

const arithmetic = bigfloats
const lossAt =
  (label: number): ScalarFunction =>
  (k, z) =>
    losses(k).crossEntropy(z, label)
const gradientAt =
  (label: number): VectorFunction =>
  (k, z) =>
    losses(k).crossEntropyGradient(z, label)
const mapped =
  (change: <T>(k: Arithmetic<T>, g: T, i: number) => T): VectorFunction =>
  (k, z) =>
    gradientAt(0)(k, z).map((g, i) => change(k, g, i))
const zeros: VectorFunction = (k, z) => z.map(() => k.from(0))
const relu: ScalarFunction = (k, x) => k.max(at(x, 0), k.from(0))
const digitsOf = (report: ReturnType<typeof gradientCheck>): number[] =>
  report.slopes.map(({ digits }) => digits)

describe('a gradient check', () => {
  it('passes the gradient of cross-entropy at any point, by every order', () => {
    fc.assert(
      fc.property(points(4), fc.nat({ max: 3 }), fc.constantFrom(...orders), (x, label, order) => {
        expect(
          gradientCheck(lossAt(label), gradientAt(label), x, { arithmetic, order }),
        ).toMatchObject({ status: 'passed' })
      }),
      { numRuns: 40 },
    )
  })

  it('shows the difference, its own error and how it was taken beside every verdict', () => {
    const report = gradientCheck(
      lossAt(0),
      mapped((k, g, i) => (i === 2 ? k.neg(g) : g)),
      [0.5, -1, 2],
    )
    expect(explainGradient(report)).toMatchInlineSnapshot(`
      "the gradient is wrong: 2 of 3 slopes agree with differences
        along [1,0,0]: passed
          slope      -0.824709607859963310045436713664
          difference -0.824709607859963310045436713664 ± 1.7e-41
          agreement  40 digits
          precision  order 6 against 8, step 1e-7, 51 digits
        along [0,1,0]: passed
          slope      0.0391125732706874519544253963108
          difference 0.0391125732706874519544253963108 ± 3.6e-42
          agreement  39 digits
          precision  order 6 against 8, step 1e-7, 51 digits
        along [0,0,1]: falsified
          slope      -0.785597034589275858091011317353
          difference 0.785597034589275858091011317353 ± 4.7e-41
          off by     1.6, where 7.9e-29 is allowed
          agreement  39 digits
          precision  order 6 against 8, step 1e-7, 51 digits"
    `)
    expect(
      explainGradient(gradientCheck(relu, (k) => [k.from(0.25)], [0], { order: 'richardson' })),
    ).toMatchInlineSnapshot(`
      "the gradient is right, and lies between the slopes from either side at a kink: 0 of 1 slopes agree with differences
        along [1]: not differentiable there, and the slope lies between those from either side
          slope      0.25
          from left  0
          from right 1
          precision  step 1e-400, 800 digits"
    `)
    expect(
      explainGradient(
        gradientCheck(lossAt(0), gradientAt(0), [0, 1], {
          along: [
            [1, 1],
            [1, -1],
          ],
          arithmetic,
          order: 'richardson',
        }),
      ),
    ).toMatchInlineSnapshot(`
      "the gradient is right: 2 of 2 slopes agree with differences
        along [1,1]: passed
          slope      0
          difference 0 ± 5.7e-341
          agreement  zero, so far as can be seen
          precision  Richardson, order 6 against 8, step 1e-57, 400 digits
        along [1,-1]: passed
          slope      -1.46211715726000975850231848364
          difference -1.46211715726000975850231848364 ± 3.9e-41
          agreement  40 digits
          precision  Richardson, order 6 against 8, step 1e-7, 50 digits"
    `)
    expect(
      explainGradient(
        gradientCheck(
          (k, x) => (k.isZero(at(x, 0)) ? k.from(0) : k.log(at(x, 0))),
          (k) => [k.from(1)],
          [0],
          { arithmetic, mostDigits: 200 },
        ),
      ),
    ).toMatchInlineSnapshot(`
      "the gradient could not be judged: 0 of 1 slopes agree with differences
        along [1]: could not be judged
          reason     f has no value near x: expected a number above 0, but received -1e-100
          precision  200 digits"
    `)
  })

  it.each([
    ['a sign', mapped((k, g) => k.neg(g))],
    ['a factor of two', mapped((k, g) => k.add(g, g))],
    ['a factor off by 10^-20', mapped((k, g) => k.mul(g, k.add(k.from(1), k.from(1e-20))))],
    ['y - p for p', (k, z) => losses(k).softmax(z)],
    ['zeros', zeros],
    ['one wrong entry', mapped((k, g, i) => (i === 2 ? k.from(0) : g))],
    ['another label', gradientAt(1)],
    ['a mean over the classes', mapped((k, g) => k.div(g, k.from(3)))],
  ] as const satisfies (readonly [string, VectorFunction])[])('falsifies %s', (_, g) => {
    fc.assert(
      fc.property(
        points(3).filter((x) => new Set(x).size > 1),
        (x) => {
          expect(gradientCheck(lossAt(0), g, x, { arithmetic })).toMatchObject({
            status: 'falsified',
          })
        },
      ),
      { seed: 20, numRuns: 30 },
    )
  })

  it('falsifies a temperature of two', () => {
    const tempered: VectorFunction = (k, z) =>
      gradientAt(0)(
        k,
        z.map((c) => k.div(c, k.from(2))),
      )
    fc.assert(
      fc.property(
        modest(3).filter((x) => new Set(x).size > 1),
        (x) => {
          expect(gradientCheck(lossAt(0), tempered, x, { arithmetic })).toMatchObject({
            status: 'falsified',
          })
        },
      ),
      { seed: 20, numRuns: 30 },
    )
  })

  it('names the entry that is wrong, and only that one', () => {
    fc.assert(
      fc.property(modest(5), fc.nat({ max: 4 }), (x, wrong) => {
        const g = mapped((k, entry, i) => (i === wrong ? k.add(entry, k.from(1e-25)) : entry))
        const { slopes } = gradientCheck(lossAt(0), g, x, { arithmetic })
        expect(slopes.map(({ status }) => status)).toEqual(
          x.map((_, i) => (i === wrong ? 'falsified' : 'passed')),
        )
      }),
    )
  })

  it('sees along a single direction that the softmax of 100 classes has a gradient', () => {
    const w = Array.from({ length: 100 }, (_, i) => ((i * 37) % 11) - 5)
    const f: ScalarFunction = (k, z) =>
      losses(k)
        .softmax(z)
        .map((p, i) => k.mul(k.from(at(w, i)), p))
        .reduce(k.add)
    const right: VectorFunction = (k, z) => losses(k).softmaxVjp(z, w.map(k.from))
    const halved: VectorFunction = (k, z) => right(k, z).map((g) => k.div(g, k.from(2)))
    fc.assert(
      fc.property(modest(100), cotangents(100), (x, v) => {
        const statusOf = (g: VectorFunction) =>
          gradientCheck(f, g, x, { along: [v], arithmetic }).status
        expect([statusOf(right), statusOf(zeros), statusOf(halved)]).toEqual([
          'passed',
          'falsified',
          'falsified',
        ])
      }),
      { seed: 67280421310721, numRuns: 10 },
    )
  })

  it('takes a slope of zero for what it is: no loss changes along the ones', () => {
    fc.assert(
      fc.property(modest(3), (x) => {
        expect(
          gradientCheck(lossAt(1), gradientAt(1), x, { along: [[1, 1, 1]], arithmetic }),
        ).toMatchObject({ status: 'passed' })
        const off = mapped((k, g) => k.add(g, k.from(1e-30)))
        expect(gradientCheck(lossAt(0), off, x, { along: [[1, 1, 1]], arithmetic })).toMatchObject({
          status: 'falsified',
        })
      }),
      { numRuns: 20 },
    )
  })
})

describe('the digits of a gradient check', () => {
  it('are raised where the gap between logits eats them', () => {
    const at50 = gradientCheck(lossAt(0), gradientAt(0), [1, 0, 2], { arithmetic })
    expect(digitsOf(at50)).toEqual([51, 51, 51])
    for (const [gap, enough] of [
      [40, 104],
      [200, 212],
      [700, 424],
    ] as const) {
      const report = gradientCheck(lossAt(1), gradientAt(1), [gap, 0, 0], { arithmetic })
      expect(report.status).toBe('passed')
      expect(digitsOf(report)[2]).toBe(enough)
      for (const slope of report.slopes)
        expect(slope.status === 'passed' && slope.agreeing).toBeGreaterThanOrEqual(30)
    }
  })

  it('suffice in decimal.js at a gap of 200', () => {
    expect(gradientCheck(lossAt(0), gradientAt(0), [200, 0])).toMatchObject({ status: 'passed' })
  })

  it('are raised until p - 1 is right, where p is 1 to any fewer digits', () => {
    const naive: VectorFunction = (k, z) =>
      losses(k)
        .softmax(z)
        .map((p, i) => (i === 0 ? k.sub(p, k.from(1)) : p))
    for (const gap of [40, 200, 700, 1000]) {
      expect(gradientCheck(lossAt(0), naive, [gap, 0], { arithmetic })).toMatchObject({
        status: 'passed',
      })
      expect(gradientCheck(lossAt(0), zeros, [gap, 0], { arithmetic })).toMatchObject({
        status: 'falsified',
      })
    }
  })

  it('are raised until -log p is right, where p is 1 to any fewer digits', () => {
    const naive: ScalarFunction = (k, z) => k.neg(k.log(at(losses(k).softmax(z), 0)))
    for (const gap of [40, 200, 700]) {
      expect(gradientCheck(naive, gradientAt(0), [gap, 0], { arithmetic })).toMatchObject({
        status: 'passed',
      })
      expect(gradientCheck(naive, zeros, [gap, 0], { arithmetic })).toMatchObject({
        status: 'falsified',
      })
    }
  })

  it('reach to where x is large, small, or near the end of a domain', () => {
    const identity: ScalarFunction = (k, x) => k.sub(at(x, 0), k.from(1e300))
    const log: ScalarFunction = (k, x) => k.log(at(x, 0))
    const inverse: VectorFunction = (k, x) => [k.div(k.from(1), at(x, 0))]
    expect(gradientCheck(identity, (k) => [k.from(1)], [1e300], { arithmetic })).toMatchObject({
      status: 'passed',
    })
    for (const x of [1e-300, 1e-40, 1e-20, 1, 1e20, 1e300]) {
      expect(gradientCheck(log, inverse, [x], { arithmetic })).toMatchObject({ status: 'passed' })
      expect(
        gradientCheck(log, (k) => [k.from(1)], [x], { arithmetic }).status === 'falsified',
      ).toBe(x !== 1)
    }
    for (const x of [1e-300, 5e-324])
      expect(gradientCheck(relu, (k) => [k.from(1)], [x], { arithmetic })).toMatchObject({
        status: 'passed',
      })
    expect(
      gradientCheck(
        (k, x) => k.mul(at(x, 0), at(x, 0)),
        (k, x) => [k.add(at(x, 0), at(x, 0))],
        [1e300],
        { arithmetic },
      ),
    ).toMatchObject({ status: 'passed' })
  })

  it.each([1e-16, 1e-30, 1e-100, 1e-300])(
    'reach to 1/x and |x| at %d, nearer to where neither is smooth than any step',
    (x) => {
      const inverse: ScalarFunction = (k, [c]) => k.div(k.from(1), c!)
      const right: VectorFunction = (k, [c]) => [k.neg(k.div(k.from(1), k.mul(c!, c!)))]
      const absolute: ScalarFunction = (k, [c]) => k.max(c!, k.neg(c!))
      expect(gradientCheck(inverse, right, [x]).status).toBe('passed')
      expect(gradientCheck(inverse, (k, z) => [k.neg(inverse(k, z))], [x]).status).toBe('falsified')
      expect(gradientCheck(absolute, [1], [x]).status).toBe('passed')
      for (const wrong of [0, 0.5, -1])
        expect(gradientCheck(absolute, [wrong], [x]).status).toBe('falsified')
    },
  )

  it('reach to an entry that is small beside others, along directions through all', () => {
    const f: ScalarFunction = (k, [a, b]) => k.add(k.log(a!), k.mul(b!, b!))
    for (const b of [1, 1e300])
      for (const along of ['coordinates', [[1, 1]]] as const) {
        expect(gradientCheck(f, [1e300, 2 * b], [1e-300, b], { along }).status).toBe('passed')
        expect(gradientCheck(f, [2e300, 2 * b], [1e-300, b], { along }).status).toBe('falsified')
      }
  })

  it('that run out leave the gradient unjudged, neither passed nor falsified', () => {
    const jump: ScalarFunction = (k, x) => k.from(k.less(at(x, 0), k.from(0)) ? 0 : 1)
    expect(gradientCheck(jump, zeros, [0], { arithmetic })).toMatchObject({ status: 'errored' })
    const edge: ScalarFunction = (k, x) => (k.isZero(at(x, 0)) ? k.from(0) : k.log(at(x, 0)))
    expect(gradientCheck(edge, zeros, [0], { arithmetic })).toMatchObject({
      status: 'errored',
      slopes: [{ reason: 'f has no value near x: expected a number above 0, but received 0' }],
    })
    expect(
      gradientCheck(lossAt(1), gradientAt(1), [700, 0, 0], { arithmetic, mostDigits: 100 }),
    ).toMatchObject({ status: 'errored' })
  })
})

describe('a gradient given in doubles', () => {
  const [x, label] = [[0.5, -1, 2], 1] as const
  const right = losses(binary64).crossEntropyGradient(x, label)

  it('is granted an absolute error where one is named', () => {
    const off = right.map((g, i) => (i === 0 ? g + 1e-8 : g))
    expect(gradientCheck(lossAt(label), off, x)).toMatchObject({ status: 'falsified' })
    expect(gradientCheck(lossAt(label), off, x, { absolute: 1e-7 })).toMatchObject({
      status: 'passed',
    })
    expect(() => gradientCheck(lossAt(label), off, x, { absolute: NaN })).toThrow(
      'expected absolute to be 0 or more, but received NaN',
    )
  })

  it('is judged alike on both engines of high precision', () => {
    fc.assert(
      fc.property(points(3), fc.nat({ max: 2 }), fc.boolean(), (z, label, isWrong) => {
        const g = losses(binary64).crossEntropyGradient(z, isWrong ? (label + 1) % 3 : label)
        const [a, b] = [undefined, (digits: number) => decimal(digits, 'nearest')].map(
          (arithmetic) =>
            gradientCheck(lossAt(label), g, z, arithmetic ? { arithmetic } : {}).slopes.map(
              ({ status }) => status,
            ),
        )
        expect(a).toEqual(b)
      }),
      { numRuns: 10 },
    )
  })

  it('is granted its relative error, and no more', () => {
    expect(gradientCheck(lossAt(label), right, x)).toMatchObject({ status: 'passed' })
    const off = (by: number): number[] => right.map((g, i) => (i === 0 ? g * (1 + by) : g))
    expect(gradientCheck(lossAt(label), off(1e-11), x, { arithmetic })).toMatchObject({
      status: 'falsified',
    })
    expect(
      gradientCheck(lossAt(label), off(1e-11), x, { arithmetic, relative: 1e-10 }),
    ).toMatchObject({ status: 'passed' })
    expect(
      gradientCheck(lossAt(label), off(1e-11), x, {
        arithmetic,
        along: [
          [0, 1, -1],
          [1, 0, 0],
        ],
      }).slopes.map(({ status }) => status),
    ).toEqual(['passed', 'falsified'])
  })

  it('holds at every point where it is computed well', () => {
    fc.assert(
      fc.property(points(3), (z) => {
        const g = losses(binary64).crossEntropyGradient(z, 0)
        expect(gradientCheck(lossAt(0), g, z, { arithmetic })).toMatchObject({ status: 'passed' })
      }),
      { numRuns: 60 },
    )
  })

  it('has lost accuracy where p - 1 has cancelled, in a mean and under a weight too', () => {
    for (const gap of [10, 20, 30, 36, 40])
      for (const weight of [1, 1 / 3, 0.3, 7]) {
        const f: ScalarFunction = (k, z) => k.mul(k.from(weight), lossAt(0)(k, z))
        const [p, q] = losses(binary64).softmax([gap, 0]) as [number, number]
        const statusesOf = (g: readonly number[]) =>
          gradientCheck(f, g, [gap, 0], { arithmetic }).slopes.map(({ status }) => status)
        expect(statusesOf([weight * (p - 1), weight * q])).toEqual(['lost accuracy', 'passed'])
        expect(statusesOf([-weight * q, weight * q])).toEqual(['passed', 'passed'])
        expect(statusesOf([-weight * (q + 1e-12), 0])[0]).toBe('falsified')
      }
  })

  it('has lost accuracy where it is off by more than a few units in the last place, up to 1e-12', () => {
    const off = (by: number) =>
      gradientCheck(
        lossAt(label),
        right.map((g) => g * (1 + by)),
        x,
      ).status
    expect([0, 4e-16, 1e-14, 9e-13, 1.1e-12].map(off)).toEqual([
      'passed',
      'passed',
      'lost accuracy',
      'lost accuracy',
      'falsified',
    ])
  })

  it('has lost accuracy where numbers as large as x cancel, as in lse - z', () => {
    const statusAt = (logit: number) => {
      const slope = losses(binary64).crossEntropyGradient([logit, logit - 5], 0)
      const off = slope.map((g) => g + 3e-14)
      return gradientCheck(lossAt(0), off, [logit, logit - 5], { arithmetic }).status
    }
    expect([30, 5].map(statusAt)).toEqual(['lost accuracy', 'falsified'])
  })

  it('has lost accuracy where its error scatters as what is left of 1 - p does, if it can be asked beside x', () => {
    /** (1 - p)^power (-log p) for the first class, where 1 - p is the sum of the other probabilities. */
    const focal =
      (power: number): ScalarFunction =>
      (k, z) => {
        const q = losses(k).softmax(z).slice(1).reduce(k.add)
        const powers = Array.from({ length: power }, () => q)
        return k.mul(powers.reduce(k.mul), k.neg(k.log1p(k.neg(q))))
      }
    /** Its gradient by plain code that forms 1 - p, times a factor. */
    const formed =
      (power: number, factor: number) =>
      (z: readonly number[]): number[] => {
        const exponentials = z.map((c) => Math.exp(c - greatest(z)))
        const p = exponentials.map((e) => e / exponentials.reduce((a, b) => a + b))
        const [first, rest] = [at(p, 0), 1 - at(p, 0)]
        const slope = power * rest ** (power - 1) * first * Math.log(first) - rest ** power
        return p.map((c, i) => factor * slope * ((i === 0 ? 1 : 0) - c))
      }
    const statuses = { alone: new Set<string>(), asked: new Set<string>() }
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -4, max: 4, noNaN: true }), { minLength: 2, maxLength: 4 }),
        fc.double({ min: 20, max: 30, noNaN: true }),
        fc.integer({ min: 2, max: 4 }),
        fc.constantFrom(-1, 0, 0.5, 2),
        (others, gap, power, factor) => {
          const z = [greatest(others) + gap, ...others]
          const statusOf = (by: number, isAsked: boolean) =>
            gradientCheck(
              focal(power),
              formed(power, by)(z),
              z,
              isAsked ? { gradientAt: formed(power, by) } : {},
            ).status
          statuses.alone.add(statusOf(1, false))
          statuses.asked.add(statusOf(1, true))
          expect(statusOf(factor, true)).toBe(statusOf(factor, false))
        },
      ),
      { numRuns: 12 },
    )
    expect([statuses.alone.has('falsified'), statuses.asked.has('falsified')]).toEqual([
      true,
      false,
    ])
  })

  it('is as wrong as before where beside x there is nothing to ask', () => {
    const statusOf = (f: ScalarFunction, x: number, given: (x: number) => number) =>
      gradientCheck(f, [given(x)], [x], { gradientAt: ([c = NaN]) => [given(c)] }).status
    const square: ScalarFunction = (k, [c]) => k.mul(c!, c!)
    const constant: ScalarFunction = (k) => k.from(3)
    const root: ScalarFunction = (k, [c]) => k.mul(c!, k.exp(k.mul(k.from(0.5), k.log(c!))))
    expect(statusOf(square, 1e-25, (c) => (c === 1e-25 ? 2.1e-25 : NaN))).toBe('falsified')
    expect(statusOf(square, 1e-25, (c) => 2.1 * c)).toBe('falsified')
    expect(statusOf(constant, 1, () => 1e-25)).toBe('falsified')
    expect(statusOf(root, 1e-25, (c) => 4e-13 + c)).toBe('falsified')
    expect(() => gradientCheck(square, [2], [1], { gradientAt: [2] as never })).toThrow(
      'expected gradientAt to be a function of a point, but received [2]',
    )
  })

  it('is granted what it moves by where x is rounded', () => {
    const exponential: ScalarFunction = (k, [c]) => k.exp(c!)
    const statusAt = (c: number) =>
      gradientCheck(exponential, [Math.exp(c) * (1 + 200 * 2 ** -53)], [c]).status
    expect([0, 1, 10, 100, 700].map(statusAt)).toEqual([
      'lost accuracy',
      'lost accuracy',
      'lost accuracy',
      'passed',
      'passed',
    ])
  })

  it('says by how much it is off, and what is allowed', () => {
    expect(explainGradient(gradientCheck(lossAt(0), [-2e-9, 0], [20, 0], { arithmetic })))
      .toMatchInlineSnapshot(`
      "the gradient is wrong: 0 of 2 slopes agree with differences
        along [1,0]: falsified
          slope      -2.00000000000000012456318291556e-9
          difference -2.06115361819020358143086212947e-9 ± 2.1e-41
          off by     6.1e-11, where 4.8e-23 is allowed
          agreement  31 digits
          precision  order 6 against 8, step 1e-7, 52 digits
        along [0,1]: falsified
          slope      0
          difference 2.06115361819020358143086212947e-9 ± 2.1e-41
          off by     2.1e-9, where 4.6e-23 is allowed
          agreement  31 digits
          precision  order 6 against 8, step 1e-7, 52 digits"
    `)
  })

  it('has lost accuracy where it underflows early, and is wrong where it is no number', () => {
    expect(gradientCheck(lossAt(0), [0, 0], [700, 0], { arithmetic })).toMatchObject({
      status: 'lost accuracy',
    })
    expect(gradientCheck(lossAt(0), [0, 0], [715, 0], { arithmetic })).toMatchObject({
      status: 'lost accuracy',
    })
    const subnormal = losses(binary64).zLossGradient([-50, 695, -50])
    expect(
      gradientCheck((k, z) => losses(k).zLoss(z), subnormal, [-50, 695, -50]).slopes.map(
        (slope) => slope.status,
      ),
    ).toEqual(['lost accuracy', 'passed', 'lost accuracy'])
    expect(gradientCheck(lossAt(0), [0, 2e-22], [50, 0], { arithmetic })).toMatchObject({
      status: 'falsified',
    })
    expect(gradientCheck(lossAt(0), [0, 0], [800, 0], { arithmetic })).toMatchObject({
      status: 'passed',
    })
    const inverse: ScalarFunction = (k, [a, b]) => k.add(k.log(a!), b!)
    for (const [first, status] of [
      [Infinity, 'passed'],
      [-Infinity, 'falsified'],
      [NaN, 'falsified'],
    ] as const)
      expect(
        gradientCheck(inverse, [first, 1], [1e-310, 1]).slopes.map((slope) => slope.status),
      ).toEqual([status, 'passed'])
    const report = gradientCheck(lossAt(0), [NaN, Infinity], [1, 0], { arithmetic })
    expect(report.slopes.map(({ status }) => status)).toEqual(['falsified', 'falsified'])
    expect(explainGradient(report)).toContain('slope      NaN')
  })
})

describe('a gradient of many entries', () => {
  const n = 100
  const x = Array.from({ length: n }, (_, i) => ((i * 37) % 64) / 8 - 4)
  /** Its gradient has entries of all sizes, down to e^-60. */
  const spread = x.map((c, i) => (i % 10 === 0 ? c - 60 : c))
  const off = (places: readonly number[], by: number): VectorFunction =>
    mapped((k, g, i) => (places.includes(i) ? k.mul(g, k.from(1 + by)) : g))
  it('is checked along a few directions, at a cost that grows as it does', () => {
    let calls = 0
    const counted: ScalarFunction = (k, z) => {
      calls++
      return lossAt(0)(k, z)
    }
    const report = gradientCheck(counted, gradientAt(0), x)
    expect([report.status, report.slopes.length]).toEqual(['passed', 4])
    expect(calls).toBeLessThan(150)
    expect(gradientCheck(lossAt(0), zeros, x).status).toBe('falsified')
  })
  it.each([[[7]], [[0]], [[99]], [[10]], [[3, 50, 90]]])(
    'is wrong in the entries %j, which are named',
    (places) => {
      for (const by of [1, 1e-9]) {
        const { status, slopes } = gradientCheck(lossAt(0), off(places, by), spread)
        expect(status).toBe('falsified')
        expect(
          slopes
            .filter(({ direction }) => direction.filter((c) => c !== 0).length === 1)
            .map(({ direction }) => direction.findIndex((c) => c !== 0)),
        ).toEqual(places)
      }
    },
  )
  it('is wrong in one small entry of doubles too', () => {
    const g = losses(binary64).crossEntropyGradient(spread, 0)
    expect(gradientCheck(lossAt(0), g, spread).status).toBe('passed')
    for (const wrong of [10, 11])
      expect(gradientCheck(lossAt(0), g.with(wrong, 0), spread).status).not.toBe('passed')
  })
  it('in doubles has lost accuracy where it is off by more than the best code', () => {
    const g = losses(binary64).crossEntropyGradient(spread, 0)
    const off = (by: number) => g.map((entry) => entry * (1 + by))
    expect([0, 5e-13, 1e-11].map((by) => gradientCheck(lossAt(0), off(by), spread).status)).toEqual(
      ['passed', 'lost accuracy', 'falsified'],
    )
  })
  it('is checked entry by entry where that is asked for', () => {
    expect(
      gradientCheck(lossAt(0), gradientAt(0), x.slice(0, 40), { along: 'coordinates' }).slopes,
    ).toHaveLength(40)
  })
})

describe('a function that is computed in doubles', () => {
  const inDoubles =
    (f: (...x: number[]) => number): ScalarFunction =>
    (k, x) =>
      k.from(f(...x.map(k.toNumber)))
  const softplus = inDoubles((x = NaN) => Math.log1p(Math.exp(x)))
  it.each([-3, 0, 0.5, 2, 30])('is judged by the digits that it has, at %d', (x) => {
    const sigmoid = 1 / (1 + Math.exp(-x))
    const right = gradientCheck(softplus, [sigmoid], [x])
    expect(right).toMatchObject({ status: 'passed', inDoubles: true })
    expect(explainGradient(right)).toContain('f is computed in doubles')
    expect(gradientCheck(softplus, (k, z) => z.map(losses(k).sigmoid), [x]).status).toBe('passed')
    for (const wrong of [0, -sigmoid, sigmoid * 1.001, NaN])
      expect(gradientCheck(softplus, [wrong], [x]).status).toBe('falsified')
  })
  it.each([1e-100, 1e-10, 1e-3, 1, 1e3, 1e6, 1e15, 1e100])(
    'is judged by steps of the size of x where those are needed, at %d',
    (x) => {
      for (const [f, slope] of [
        [inDoubles((c = NaN) => c * c), 2 * x],
        [inDoubles((c = NaN) => Math.log(c)), 1 / x],
        [inDoubles((c = NaN) => 1 / c), -1 / x / x],
      ] as const) {
        expect(gradientCheck(f, [slope], [x])).toMatchObject({ status: 'passed', inDoubles: true })
        expect(gradientCheck(f, [1.1 * slope], [x]).status).toMatch(/falsified|errored/)
      }
    },
  )
  it('is recognised where its values change by less than it tells, and falsified by none of its noise', () => {
    const naive = inDoubles((a = NaN, b = NaN) => {
      const m = Math.max(a, b)
      return m - a + Math.log(Math.exp(a - m) + Math.exp(b - m))
    })
    for (const gap of [-1, 1, 10, 20, 30, 40, 1000])
      for (const offset of [0, 100, 1e8]) {
        const p = losses(binary64).softmax([gap, 0])
        const report = gradientCheck(naive, [at(p, 0) - 1, at(p, 1)], [offset + gap, offset])
        expect(report).toMatchObject({ inDoubles: true })
        expect(report.status).toMatch(/passed|errored/)
      }
  })
  it('has its slope at a point beside a kink, and none between the sides', () => {
    const absolute = inDoubles(Math.abs)
    const statusOf = (slope: number, x: number) => gradientCheck(absolute, [slope], [x]).status
    expect([1, 0.5, -1].map((slope) => statusOf(slope, 1e-9))).toEqual([
      'passed',
      'errored',
      'falsified',
    ])
    expect([1, 0.5, 2].map((slope) => statusOf(slope, 0))).toEqual(['kink', 'kink', 'falsified'])
  })
  it('is recognised along those arguments alone that it takes as doubles', () => {
    const f: ScalarFunction = (k, [a, b]) => k.add(k.mul(a!, a!), k.from(Math.exp(k.toNumber(b!))))
    const { slopes } = gradientCheck(f, [2, Math.E], [1, 1])
    expect(slopes.map(({ status, digits }) => [status, digits])).toEqual([
      ['passed', 50],
      ['passed', 15],
    ])
    const ignoring = inDoubles((a = NaN) => a * a)
    expect(gradientCheck(ignoring, [2, 0], [1, 1])).toMatchObject({ status: 'passed' })
    expect(gradientCheck(ignoring, [2, 1e-3], [1, 1])).toMatchObject({ status: 'falsified' })
  })
  it('is not recognised where it only chooses by a double, and not judged where it has no value', () => {
    const chosen: ScalarFunction = (k, [a]) => (k.toNumber(a!) > 0 ? k.mul(a!, a!) : k.neg(a!))
    expect(gradientCheck(chosen, [2], [1])).not.toHaveProperty('inDoubles')
    expect(gradientCheck(chosen, [-1], [-1])).not.toHaveProperty('inDoubles')
    const edge: ScalarFunction = (k, [a]) => {
      const left = k.sub(k.from(1), a!)
      return k.toNumber(a!) < 0 || k.isZero(left) ? k.from(0) : k.log(left)
    }
    const report = gradientCheck(edge, [0], [1])
    expect([report.status, report.inDoubles]).toEqual(['errored', undefined])
  })
  it('is not taken for one whose values are few, or whose arguments have few digits', () => {
    const jump: ScalarFunction = (k, x) => k.from(k.less(at(x, 0), k.from(0)) ? 0 : 1)
    const constant: ScalarFunction = (k) => k.from(2)
    const identity: ScalarFunction = (_, x) => at(x, 0)
    for (const f of [jump, constant, identity, relu, lossAt(0)])
      expect(gradientCheck(f, (k, z) => z.map(() => k.from(0)), [0, 1]).inDoubles).toBeUndefined()
  })
})

describe('a function whose values have few digits left', () => {
  it('is not taken for one in doubles', () => {
    // 3/8 and -3/8 cancel, beside e^-100.
    const w = [0.375, -0.125, -0.375]
    const f: ScalarFunction = (k, x) =>
      x.map((c, i) => k.mul(k.from(at(w, i)), losses(k).sigmoid(c))).reduce(k.add)
    const g: VectorFunction = (k, x) =>
      x.map((c, i) =>
        k.mul(k.from(at(w, i)), k.mul(losses(k).sigmoid(c), losses(k).sigmoid(k.neg(c)))),
      )
    const report = gradientCheck(f, g, [700, -100, 700])
    expect([report.status, report.inDoubles]).toEqual(['passed', undefined])
  })
})

describe('a slope that falls to zero', () => {
  const absolute = <T>(k: Arithmetic<T>, x: T): T => k.max(x, k.neg(x))
  const squareOfSign: ScalarFunction = (k, [x]) => k.mul(x!, absolute(k, x!))
  const power =
    (p: number): ScalarFunction =>
    (k, [x]) =>
      k.isZero(x!) ? k.from(0) : k.exp(k.mul(k.from(p), k.log(absolute(k, x!))))
  it.each([
    ['x|x|', squareOfSign],
    ['|x|^1.1', power(1.1)],
    ['|x|^1.01', power(1.01)],
    ['1 + |x|^1.5', (k, x) => k.add(k.from(1), power(1.5)(k, x))],
  ] as const satisfies (readonly [string, ScalarFunction])[])('is that of %s at 0', (_, f) => {
    expect(gradientCheck(f, [0], [0]).status).toBe('passed')
    expect(gradientCheck(f, zeros, [0]).status).toBe('passed')
    for (const wrong of [1e-9, -1, NaN])
      expect(gradientCheck(f, [wrong], [0]).status).toBe('falsified')
    expect(gradientCheck(f, (k) => [k.from(1e-9)], [0]).status).toBe('falsified')
  })
})

describe('a kink', () => {
  const clip: ScalarFunction = (k, x) =>
    k.neg(k.max(k.neg(k.max(at(x, 0), k.from(-1))), k.from(-1)))
  const absolute: ScalarFunction = (k, x) => k.max(at(x, 0), k.neg(at(x, 0)))
  const greatest: ScalarFunction = (k, x) => x.reduce(k.max)
  const beneath: ScalarFunction = (k, x) =>
    k.add(k.exp(k.from(500)), k.exp(k.max(at(x, 0), k.from(0))))
  const slopes =
    (...c: number[]): VectorFunction =>
    (k) =>
      c.map(k.from)

  it.each([
    ['relu', relu, [0], [[0], [1], [0.5], [0.25]], [[2], [-0.1]]],
    ['|x|', absolute, [0], [[0], [1], [-1]], [[1.01]]],
    ['clip at its lower end', clip, [-1], [[0], [1]], [[-1]]],
    ['clip at its upper end', clip, [1], [[0], [1]], [[2]]],
    [
      'max at a tie',
      greatest,
      [3, 3],
      [
        [1, 0],
        [0, 1],
        [0.5, 0.5],
      ],
      [
        [1, 1.5],
        [-1, 0],
        [1, 1],
        [0, 0],
      ],
    ],
    ['relu beneath e^500', beneath, [0], [[0], [1]], [[2]]],
  ] as const)(
    'of %s is reported, and any slope between the ones from either side accepted',
    (_, f, x, within, without) => {
      for (const c of within)
        expect(gradientCheck(f, slopes(...c), x, { arithmetic })).toMatchObject({ status: 'kink' })
      for (const c of without)
        expect(gradientCheck(f, slopes(...c), x, { arithmetic })).toMatchObject({
          status: 'falsified',
        })
      expect(gradientCheck(f, [...within[0]], x, { arithmetic })).toMatchObject({ status: 'kink' })
    },
  )

  it('is not seen beside it, however near', () => {
    for (const [x, slope] of [
      [1e-9, 1],
      [-1e-9, 0],
      [1e-30, 1],
      [3, 1],
      [-1e-100, 0],
    ] as const) {
      expect(gradientCheck(relu, slopes(slope), [x], { arithmetic })).toMatchObject({
        status: 'passed',
      })
      expect(gradientCheck(relu, slopes(1 - slope), [x], { arithmetic })).toMatchObject({
        status: 'falsified',
      })
    }
  })

  it('is not where a tie or a turn of form is smooth', () => {
    expect(
      gradientCheck(
        (k, z) => losses(k).logSumExp(z),
        (k, z) => losses(k).softmax(z),
        [2, 2, 2],
        { arithmetic },
      ),
    ).toMatchObject({ status: 'passed' })
    expect(
      gradientCheck(
        (k, x) => losses(k).softplus(at(x, 0)),
        (k, x) => x.map(losses(k).sigmoid),
        [0],
        { arithmetic },
      ),
    ).toMatchObject({ status: 'passed' })
    expect(
      gradientCheck((k, x) => k.add(at(x, 0), k.mul(at(x, 0), relu(k, x))), slopes(1), [0], {
        arithmetic,
      }),
    ).toMatchObject({ status: 'passed' })
  })
})

describe.each(['complex-step', 'taylor'] as const)('a gradient check by %s', (method) => {
  const statusOf = (f: ScalarFunction, g: Given, x: readonly number[]) =>
    gradientCheck(f, g, x, { method }).status

  it('passes the gradient of cross-entropy at any point, in doubles too', () => {
    fc.assert(
      fc.property(points(3), (x) => {
        const g = losses(binary64).crossEntropyGradient(x, 0)
        expect([statusOf(lossAt(0), gradientAt(0), x), statusOf(lossAt(0), g, x)]).toEqual([
          'passed',
          'passed',
        ])
      }),
      { numRuns: 20 },
    )
  })

  it('falsifies a sign, a factor, zeros and another label', () => {
    const factor = mapped((k, g) => k.mul(g, k.from(1 + 1e-7)))
    fc.assert(
      fc.property(
        points(3).filter((x) => new Set(x).size > 1),
        (x) => {
          for (const g of [mapped((k, entry) => k.neg(entry)), factor, zeros, gradientAt(1)])
            expect(statusOf(lossAt(0), g, x)).toBe('falsified')
        },
      ),
      { seed: 20, numRuns: 10 },
    )
  })

  it('takes kinks, slopes of zero and points beside a pole as a central difference does', () => {
    const greatest: ScalarFunction = (k, x) => x.reduce(k.max)
    const inverse: ScalarFunction = (k, [c]) => k.div(k.from(1), c!)
    const right: VectorFunction = (k, [c]) => [k.neg(k.div(k.from(1), k.mul(c!, c!)))]
    const double: ScalarFunction = (k, [c]) => k.add(c!, c!)
    const cases: [ScalarFunction, Given, number[], string][] = [
      [relu, [0.25], [0], 'kink'],
      [relu, [2], [0], 'falsified'],
      [relu, [1], [1e-20], 'passed'],
      [relu, [0.5], [1e-20], 'falsified'],
      [greatest, [0.5, 0.5], [3, 3], 'kink'],
      [greatest, [1, 1], [3, 3], 'falsified'],
      [inverse, right, [1e-300], 'passed'],
      [inverse, (k, z) => [k.neg(inverse(k, z))], [1e-300], 'falsified'],
      [double, [2], [1], 'passed'],
      [double, [2.1], [1], 'falsified'],
      [double, [NaN], [1], 'falsified'],
    ]
    for (const [f, g, x, status] of cases) expect(statusOf(f, g, x), String(x)).toBe(status)
  })

  it('knows lost accuracy', () => {
    const p = losses(binary64).softmax([20, 0])
    expect(statusOf(lossAt(0), [at(p, 0) - 1, at(p, 1)], [20, 0])).toBe('lost accuracy')
  })

  it('judges no function in doubles', () => {
    const exponential: ScalarFunction = (k, [c]) => k.from(Math.exp(k.toNumber(c!)))
    expect(gradientCheck(exponential, [1], [0], { method })).toMatchObject({
      status: 'errored',
      slopes: [
        { reason: 'f is computed in doubles, of which only a central difference tells anything' },
      ],
    })
  })
})

describe('a complex step', () => {
  const checked = (x: readonly number[], method: 'complex-step' | 'central') => {
    let calls = 0
    const counted: ScalarFunction = (k, z) => (calls++, lossAt(1)(k, z))
    return { ...gradientCheck(counted, gradientAt(1), x, { method }), calls }
  }
  it('cancels no digits where a gap eats those of a difference', () => {
    const [complex, central] = [
      checked([200, 0, 0], 'complex-step'),
      checked([200, 0, 0], 'central'),
    ]
    expect([complex, central].map(({ status }) => status)).toEqual(['passed', 'passed'])
    expect([digitsOf(complex)[2], digitsOf(central)[2]]).toEqual([53, 212])
    expect(complex.calls).toBeLessThan(central.calls)
  })
  it('says what it is', () => {
    expect(
      explainGradient(gradientCheck(lossAt(0), gradientAt(0), [1, 0], { method: 'complex-step' })),
    ).toMatchInlineSnapshot(`
      "the gradient is right: 2 of 2 slopes agree with differences
        along [1,0]: passed
          slope      -0.268941421369995120748840758178
          difference -0.268941421369995120748840758178 ± 4e-49
          agreement  47 digits
          precision  complex step, step 1e-25, 50 digits
        along [0,1]: passed
          slope      0.268941421369995120748840758178
          difference 0.268941421369995120748840758178 ± 4e-49
          agreement  47 digits
          precision  complex step, step 1e-25, 50 digits"
    `)
  })
  it('gives no slope where f is not analytic', () => {
    const power: ScalarFunction = (k, [c]) =>
      k.isZero(c!) ? k.from(0) : k.exp(k.mul(k.from(3), k.log(k.max(c!, k.neg(c!)))))
    expect(gradientCheck(power, [0], [0], { method: 'complex-step' }).status).toBe('errored')
    expect(gradientCheck(power, [0], [0]).status).toBe('passed')
  })
})

describe('the remainder of a Taylor test', () => {
  const report = gradientCheck(
    lossAt(0),
    mapped((k, g, i) => (i === 0 ? k.add(g, k.from(1e-6)) : g)),
    [1, 0],
    { method: 'taylor' },
  )
  it('falls with h^2 where the entry is right, and with h where it is not', () => {
    expect(explainGradient(report)).toMatchInlineSnapshot(`
      "the gradient is wrong: 1 of 2 slopes agree with differences
        along [1,0]: falsified
          slope      -0.268940421369995120748886010066
          difference -0.268941421369995120748992187758 ± 3e-20
          off by     0.000001, where 3e-20 is allowed
          agreement  18 digits
          remainder  falls with h^1.00
          precision  Taylor, order 2, step 1e-10, 50 digits
        along [0,1]: passed
          slope      0.268941421369995120748840758178
          difference 0.268941421369995120748992187758 ± 3e-20
          agreement  18 digits
          remainder  falls with h^2.00
          precision  Taylor, order 2, step 1e-10, 50 digits"
    `)
  })
  it('shows an error of 1e-8, and none of 1e-13', () => {
    const statusOf = (by: number) =>
      gradientCheck(
        lossAt(0),
        mapped((k, g) => k.mul(g, k.from(1 + by))),
        [1, 0],
        { method: 'taylor' },
      ).status
    expect([1e-8, 1e-13].map(statusOf)).toEqual(['falsified', 'passed'])
  })
})

describe('a Taylor test', () => {
  it('finds order 2 where the gradient is right, and 1 where it is wrong', () => {
    fc.assert(
      fc.property(
        modest(3).filter((x) => new Set(x).size === 3),
        fc.nat({ max: 2 }),
        (x, label) => {
          const v = [1, -0.5, 0.25]
          expect(
            taylorTest(lossAt(label), gradientAt(label), x, v, { arithmetic }).order,
          ).toBeCloseTo(2, 2)
          expect(
            taylorTest(lossAt(label), (k, z) => gradientAt(label)(k, z).map(k.neg), x, v, {
              arithmetic,
            }).order,
          ).toBeCloseTo(1, 2)
        },
      ),
      { numRuns: 30 },
    )
    expect(taylorTest(lossAt(0), gradientAt(0), [1, 2], [1, 0]).order).toBeCloseTo(2, 5)
  })

  it('breaks from 2 to 1 at a step as small as the error of the gradient', () => {
    const off = mapped((k, g, i) => (i === 0 ? k.add(g, k.from(1e-6)) : g))
    const { residuals } = taylorTest(lossAt(0), off, [1, 2], [1, 0], { arithmetic })
    const sizes = residuals.map(({ residual }) => Math.log10(bigfloats(50).toNumber(residual)))
    const falls = sizes.slice(1).map((size, i) => at(sizes, i) - size)
    expect([falls[0], falls[1], falls[7], falls[8]].map((fall) => Math.round(fall ?? NaN))).toEqual(
      [2, 2, 1, 1],
    )
    expect(residuals.map(({ step }) => step)).toContain(1e-10)
  })

  it('raises its digits where a gap eats them, and finds no order where nothing is left', () => {
    const saturated = taylorTest(lossAt(0), gradientAt(0), [200, 0], [1, 0], { arithmetic })
    expect(saturated.order).toBeCloseTo(2, 5)
    expect(saturated.digits).toBe(200)
    expect(
      taylorTest(
        (k, x) => k.add(at(x, 0), at(x, 0)),
        (k) => [k.from(2)],
        [1],
        [1],
        { arithmetic },
      ),
    ).toMatchObject({ order: Infinity, digits: 800 })
  })

  it('takes a gradient in doubles, and refuses one that is no number', () => {
    expect(taylorTest(lossAt(0), [-0.5, 0.5], [0, 0], [1, -0.5], { arithmetic }).order).toBeCloseTo(
      2,
      5,
    )
    expect(() => taylorTest(lossAt(0), [NaN, 0.5], [0, 0], [1, -0.5])).toThrow(
      'expected a finite slope of the gradient, but received NaN',
    )
  })
})

describe('a gradient check of what is none', () => {
  const check = gradientCheck as (...args: unknown[]) => unknown
  const f = lossAt(0)
  const g = gradientAt(0)
  it.each([
    [[f, g, [NaN, 0]], 'expected the point x to be finite, but received ["NaN",0]'],
    [[f, g, []], 'expected the point x to be one number or more, but received []'],
    [[f, g, undefined], 'expected the point x to be one number or more, but received undefined'],
    [
      [f, g, [1, '2']],
      'expected the point x to be one number or more, but received an array with something else in it',
    ],
    [[undefined, g, [1]], 'expected f to be a function over an arithmetic, but received undefined'],
    [
      [f, 'p - y', [1]],
      'expected g to be a function over an arithmetic or an array of numbers, but received "p - y"',
    ],
    [
      [f, { g }, [1]],
      'expected g to be a function over an arithmetic or an array of numbers, but received an object',
    ],
    [[f, [1, 2, 3], [1, 2]], 'expected 2 entries of the gradient, but received 3'],
    [[f, () => [], [1, 2]], 'expected 2 entries of the gradient, but received 0'],
    [[f, () => 1, [1, 2]], 'expected 2 entries of the gradient, but received 1'],
    [[f, () => g, [1, 2]], 'expected 2 entries of the gradient, but received a function'],
    [
      [f, () => [1, 2], [1, 2]],
      'expected entry 0 of the gradient to be a number of bigfloat(170, nearest), but received 1',
    ],
    [[() => 1, g, [1]], 'expected f to return a number of bigfloat(167, nearest), but received 1'],
    [
      [() => null, g, [1]],
      'expected f to return a number of bigfloat(167, nearest), but received null',
    ],
    [
      [() => ({}), g, [1]],
      'expected f to return a number of bigfloat(167, nearest), but received an object',
    ],
    [
      [() => ({ toNumber: () => 'one' }), g, [1]],
      'expected f to return a number of bigfloat(167, nearest), but received an object',
    ],
    [
      [() => NaN, g, [1], { arithmetic: () => binary64 }],
      'expected f to return a number of binary64, but received NaN',
    ],
    [[f, g, [1, 2], { along: [[1]] }], 'expected a direction of 2 entries, but received [1]'],
    [
      [f, g, [1, 2], { along: [[0, 0]] }],
      'expected a direction other than zero, but received [0,0]',
    ],
    [
      [f, g, [1, 2], { along: [[Infinity, 0]] }],
      'expected the direction to be finite, but received ["Infinity",0]',
    ],
    [[f, g, [1, 2], { along: [] }], 'expected one direction or more, but received []'],
    [[f, g, [1, 2], { along: 'axes' }], 'expected one direction or more, but received "axes"'],
    [[f, g, [1, 2], { order: 3 }], 'expected an order among 2, 4, 6, richardson, but received 3'],
    [
      [f, g, [1, 2], { method: 'forward' }],
      'expected a method among central, complex-step, taylor, but received "forward"',
    ],
    [
      [f, g, [1, 2], { digits: NaN }],
      'expected digits to be a number of at least 10, but received NaN',
    ],
    [
      [f, g, [1, 2], { mostDigits: 40 }],
      'expected mostDigits to be a number of at least 50, but received 40',
    ],
    [
      [f, g, [1, 2], { mostDigits: Infinity }],
      'expected mostDigits to be a number of at least 50, but received Infinity',
    ],
    [
      [f, g, [1, 2], { agreement: 2 }],
      'expected agreement to be a number of at least 4, but received 2',
    ],
  ])('says in one sentence what was expected: %#', (args, message) => {
    expect(() => check(...args)).toThrow(message)
  })

  it('hands on what f itself throws', () => {
    const broken: ScalarFunction = () => {
      throw new TypeError('logits.map is not a function')
    }
    expect(() => gradientCheck(broken, g, [1, 2])).toThrow('logits.map is not a function')
    let calls = 0
    const later: ScalarFunction = (k) => {
      if (++calls > 1) throw new Error('gone')
      return k.from(0)
    }
    expect(() => gradientCheck(later, zeros, [1])).toThrow('gone')
  })
})

describe('the exact value of a number', () => {
  it('keeps all its digits, far beyond the range of doubles too', () => {
    const k = bigfloats(60)
    for (const x of [1, -1 / 3, 1000, -1500]) {
      const e = k.exp(k.from(x))
      const a = exactOf(k, e, 60)
      expect(k.isZero(k.sub(a, e))).toBe(true)
    }
    expect(exactOf(binary64, 0, 16).mantissa).toBe(0n)
  })
})
