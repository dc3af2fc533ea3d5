import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Arithmetic } from '../../src/arithmetic/arithmetic.ts'
import { binary64 } from '../../src/arithmetic/binary64.ts'
import { decimal } from '../../src/arithmetic/decimal.ts'
import {
  compare,
  magnitude,
  minus,
  powerOfTwo,
  sign,
  sum,
  times,
  zero,
  exact,
} from '../../src/arithmetic/exact.ts'
import {
  axes,
  gradient,
  hessian,
  hessianTimes,
  slopeAlong,
  type ScalarFunction,
  type VectorFunction,
} from '../../src/calculus/derivatives.ts'
import {
  centralDifference,
  oneSidedSlopes,
  orders,
  powerOf,
  powerOfTen,
  secondDifference,
} from '../../src/calculus/difference.ts'
import { at } from '../../src/arithmetic/sequence.ts'
import {
  argumentsFrom,
  operationNames,
  rowOf,
  type OperationName,
} from '../../src/contract/operations.ts'
import { losses } from '../../src/core/losses.ts'
import { applied } from '../../src/core/reference.ts'
import { tape } from '../../src/calculus/tape.ts'
import { gradientCheck } from '../../src/calculus/gradient-check.ts'
import {
  agreement,
  bigfloats,
  cotangents,
  expectAgreement,
  modest,
  points,
} from '../arithmetic/numbers.ts'

/** A function and its gradient in closed form, both over any arithmetic. */
type Subject = { readonly f: ScalarFunction; readonly g: VectorFunction }
/** What a subject may be made of beside its point of three numbers: a label, and three weights. */
type Parts = { readonly label: number; readonly w: readonly number[] }

const dot = <T>(k: Arithmetic<T>, w: readonly number[], xs: readonly T[]): T =>
  xs.map((x, i) => k.mul(k.from(at(w, i)), x)).reduce(k.add)
const scaled = <T>(k: Arithmetic<T>, w: readonly number[], xs: readonly T[]): T[] =>
  xs.map((x, i) => k.mul(k.from(at(w, i)), x))
const rows = <T>(z: readonly T[]): T[][] => [[...z], [...z].reverse(), [...z]]
/** The gradient with respect to z of a function of `rows(z)`. */
const fromRows = <T>(k: Arithmetic<T>, g: readonly (readonly T[])[]): T[] => {
  const [a = [], b = [], c = []] = g
  return a.map((x, i) => [x, at(b.toReversed(), i), at(c, i)].reduce(k.add))
}
/** The rows of a loss that is not reduced, added up: its gradient is the one of the sum. */
const whole = <T>(k: Arithmetic<T>, loss: T | readonly T[]): T =>
  Array.isArray(loss) ? (loss as readonly T[]).reduce(k.add) : (loss as T)
const batchOptions = [
  { reduction: 'none' },
  { reduction: 'mean' },
  { reduction: 'sum', labelSmoothing: 0.25, focusing: 2 },
  { reduction: 'none', focusing: 0.5 },
  { reduction: 'mean', classWeights: [1, 0.5, 3] },
  { reduction: 'mean', ignoreIndex: 1, classWeights: [2, 1, 4], labelSmoothing: 0.125 },
] as const

const softOptions = [
  { reduction: 'none' },
  { reduction: 'sum', labelSmoothing: 0.25, zLoss: 0.5 },
  {
    reduction: 'mean',
    classWeights: [1, 0.5, 3],
    rowWeights: [2, 0.5, 1],
    temperature: 2,
    focusing: 1.5,
  },
] as const

const multilabelOptions = [
  { reduction: 'none' },
  {
    reduction: 'mean',
    positiveWeights: [2, 0.5, 1],
    classWeights: [1, 3, 0.5],
    rowWeights: [2, 1, 4],
  },
] as const
const flat = <T>(loss: T | readonly (readonly T[])[]): T | readonly T[] =>
  Array.isArray(loss) ? ((loss as readonly (readonly T[])[]).flat() as T[]) : (loss as T)

/** What an operation gives for a row of logits, over any arithmetic. */
const given = <T>(k: Arithmetic<T>, operation: OperationName, z: readonly T[], parts: Parts) =>
  applied(
    losses(k),
    operation,
    argumentsFrom(operation, (kind) =>
      kind === 'logits' ? z
      : kind === 'label' ? parts.label
      : parts.w.map((x) => k.from(operation.startsWith('klDivergence') ? Math.abs(x) : x)),
    ),
  )
/** Every derivative in the table of what takes a row of logits; of a vector, along the cotangent. */
const ofRows = operationNames.flatMap((derivative) => {
  const { derivativeOf, takes } = rowOf(derivative)
  const operation = operationNames.find((name) => name === derivativeOf)
  if (operation === undefined || takes[0] !== 'logits') return []
  const subject = (parts: Parts): Subject => ({
    f: <T>(k: Arithmetic<T>, z: readonly T[]) => {
      const value = given(k, operation, z, parts)
      return Array.isArray(value) ? dot(k, parts.w, value as T[]) : value
    },
    g: <T>(k: Arithmetic<T>, z: readonly T[]) => given(k, derivative, z, parts) as T[],
  })
  return [[`${operation} by ${derivative}`, subject] as const]
})

const subjects: Readonly<Record<string, (parts: Parts) => Subject>> = {
  ...Object.fromEntries(ofRows),
  sigmoid: ({ w }) => ({
    f: (k, x) => dot(k, w, x.map(losses(k).sigmoid)),
    g: (k, x) =>
      scaled(
        k,
        w,
        x.map((c) => k.mul(losses(k).sigmoid(c), losses(k).sigmoid(k.neg(c)))),
      ),
  }),
  logSigmoid: ({ w }) => ({
    f: (k, x) => dot(k, w, x.map(losses(k).logSigmoid)),
    g: (k, x) =>
      scaled(
        k,
        w,
        x.map((c) => losses(k).sigmoid(k.neg(c))),
      ),
  }),
  softplus: ({ w }) => ({
    f: (k, x) => dot(k, w, x.map(losses(k).softplus)),
    g: (k, x) => scaled(k, w, x.map(losses(k).sigmoid)),
  }),
  'softCrossEntropy of its target': ({ w }) => ({
    f: (k, t) => losses(k).softCrossEntropy(w.map(k.from), t),
    g: (k) => losses(k).logSoftmax(w.map(k.from)).map(k.neg),
  }),
  binaryCrossEntropy: ({ w }) => ({
    f: (k, x) => x.map((c, i) => losses(k).binaryCrossEntropy(c, k.from(at(w, i)))).reduce(k.add),
    g: (k, x) => x.map((c, i) => losses(k).binaryCrossEntropyGradient(c, k.from(at(w, i)))),
  }),
  'binaryCrossEntropy of its target': ({ w }) => ({
    f: (k, t) => t.map((c, i) => losses(k).binaryCrossEntropy(k.from(at(w, i)), c)).reduce(k.add),
    g: (k) => w.map((x) => k.from(-x)),
  }),
  ...Object.fromEntries(
    batchOptions.map((options) => [
      `batchCrossEntropy with ${JSON.stringify(options)}`,
      ({ label }: Parts): Subject => {
        const labels = [label, (label + 1) % 3, (label + 2) % 3]
        return {
          f: (k, z) => whole(k, losses(k).batchCrossEntropy(rows(z), labels, options)),
          g: (k, z) => fromRows(k, losses(k).batchCrossEntropyGradient(rows(z), labels, options)),
        }
      },
    ]),
  ),
  ...Object.fromEntries(
    ([{}, batchOptions[4]] as const).map((options) => [
      `batchCrossEntropy along a cotangent with ${JSON.stringify(options)}`,
      ({ label, w }: Parts): Subject => {
        const labels = [label, (label + 1) % 3, (label + 2) % 3]
        const each = { ...options, reduction: 'none' } as const
        return {
          f: <T>(k: Arithmetic<T>, z: readonly T[]) =>
            dot(k, w, losses(k).batchCrossEntropy(rows(z), labels, each) as T[]),
          g: (k, z) =>
            fromRows(k, losses(k).batchCrossEntropyVjp(rows(z), labels, w.map(k.from), each)),
        }
      },
    ]),
  ),
  ...Object.fromEntries(
    softOptions.flatMap((options): [string, (parts: Parts) => Subject][] => [
      [
        `batchSoftCrossEntropy with ${JSON.stringify(options)}`,
        ({ w }) => ({
          f: (k, z) =>
            whole(k, losses(k).batchSoftCrossEntropy(rows(z), rows(w.map(k.from)), options)),
          g: (k, z) =>
            fromRows(
              k,
              losses(k).batchSoftCrossEntropyGradient(rows(z), rows(w.map(k.from)), options),
            ),
        }),
      ],
      [
        `batchSoftCrossEntropy along a cotangent with ${JSON.stringify(options)}`,
        ({ w }) => {
          const each = { ...options, reduction: 'none' } as const
          return {
            f: <T>(k: Arithmetic<T>, z: readonly T[]) =>
              dot(k, w, losses(k).batchSoftCrossEntropy(rows(z), rows(w.map(k.from)), each) as T[]),
            g: (k, z) =>
              fromRows(
                k,
                losses(k).batchSoftCrossEntropyVjp(
                  rows(z),
                  rows(w.map(k.from)),
                  w.map(k.from),
                  each,
                ),
              ),
          }
        },
      ],
    ]),
  ),
  ...Object.fromEntries(
    multilabelOptions.flatMap((options): [string, (parts: Parts) => Subject][] => [
      [
        `batchMultilabelCrossEntropy with ${JSON.stringify(options)}`,
        ({ w }) => ({
          f: (k, z) =>
            whole(
              k,
              flat(losses(k).batchMultilabelCrossEntropy(rows(z), rows(w.map(k.from)), options)),
            ),
          g: (k, z) =>
            fromRows(
              k,
              losses(k).batchMultilabelCrossEntropyGradient(rows(z), rows(w.map(k.from)), options),
            ),
        }),
      ],
      [
        `batchMultilabelCrossEntropy along cotangents with ${JSON.stringify(options)}`,
        ({ w }) => {
          const each = { ...options, reduction: 'none' } as const
          const targets = [0.25, 1, 0]
          return {
            f: <T>(k: Arithmetic<T>, z: readonly T[]) => {
              const entries = losses(k).batchMultilabelCrossEntropy(
                rows(z),
                rows(targets.map(k.from)),
                each,
              )
              return (entries as T[][]).map((row) => dot(k, w, row)).reduce(k.add)
            },
            g: <T>(k: Arithmetic<T>, z: readonly T[]) =>
              fromRows(
                k,
                losses(k).batchMultilabelCrossEntropyVjp(
                  rows(z),
                  rows(targets.map(k.from)),
                  rows(z).map(() => w.map(k.from)),
                  each,
                ),
              ),
          }
        },
      ],
    ]),
  ),
  'batchBinaryCrossEntropy along a cotangent': ({ w, label }) => {
    const options = { reduction: 'none', posWeight: 1 + label } as const
    const targets = [0.25, 1, 0]
    return {
      f: <T>(k: Arithmetic<T>, x: readonly T[]) =>
        dot(k, w, losses(k).batchBinaryCrossEntropy(x, targets.map(k.from), options) as T[]),
      g: (k, x) =>
        losses(k).batchBinaryCrossEntropyVjp(x, targets.map(k.from), w.map(k.from), options),
    }
  },
  ...Object.fromEntries(
    (
      [
        { reduction: 'mean', posWeight: 2.5 },
        { reduction: 'sum', posWeight: 0.5 },
        { reduction: 'none' },
      ] as const
    ).map((options) => [
      `batchBinaryCrossEntropy with ${JSON.stringify(options)}`,
      ({ w }: Parts): Subject => {
        return {
          f: (k, x) => whole(k, losses(k).batchBinaryCrossEntropy(x, w.map(k.from), options)),
          g: (k, x) => losses(k).batchBinaryCrossEntropyGradient(x, w.map(k.from), options),
        }
      },
    ]),
  ),
}
const parts = fc.record({ label: fc.nat({ max: 2 }), w: cotangents(3) })

describe.each(Object.entries(subjects))('the gradient of %s', (_, subject) => {
  /** 30 digits of e^-800, where terms of size one cancelled. */
  const k = bigfloats(420)

  it('is the same by closed form, tape and dual numbers to 30 digits, ties and gaps of 800 included', () => {
    fc.assert(
      fc.property(points(3), parts, (x, given) => {
        const { f, g } = subject(given)
        expectAgreement(k, f, g, x)
      }),
      { numRuns: 40 },
    )
  })

  it('is the central difference to 30 digits, ties and gaps of 800 included', () => {
    fc.assert(
      fc.property(points(3), parts, (x, given) => {
        const { f, g } = subject(given)
        const { slopes } = gradientCheck(f, g, x, { arithmetic: bigfloats })
        for (const slope of slopes) {
          if (slope.status !== 'passed') throw new Error(slope.status)
          expect(
            slope.agreeing >= 30 || compare(magnitude(slope.difference), powerOfTwo(-1070)) < 0,
          ).toBe(true)
        }
      }),
      { numRuns: 15 },
    )
  })

  it('is the central difference in decimal.js too', () => {
    fc.assert(
      fc.property(modest(3), parts, cotangents(3), (x, given, v) => {
        const { f, g } = subject(given)
        expect(gradientCheck(f, g, x, { along: [v] })).toMatchObject({ status: 'passed' })
      }),
      { numRuns: 2 },
    )
  })
})

describe('a central difference', () => {
  const k = bigfloats(80)
  const errorOf = (a: typeof zero, b: typeof zero): number => k.toNumber(magnitude(minus(a, b)))

  it.each(orders)(
    'of order %s errs by a multiple of h to that order, and its companion by two orders less',
    (order) => {
      fc.assert(
        fc.property(modest(1), ([x = 0]) => {
          const truth = k.exp(k.from(x))
          const f = (t: typeof zero): typeof zero => k.exp(k.add(k.from(x), t))
          const [coarse, fine] = [2 ** -8, 2 ** -9].map((h) =>
            centralDifference(k, f, k.from(h), order),
          )
          const observed = (part: 'slope' | 'next'): number =>
            Math.log2(errorOf(coarse![part], truth) / errorOf(fine![part], truth))
          expect(observed('slope')).toBeCloseTo(powerOf(order), 2)
          expect(observed('next')).toBeCloseTo(powerOf(order) + 2, 2)
        }),
        { numRuns: 20 },
      )
    },
  )

  it.each([
    [2, 1e-31],
    [4, 1e-37],
    [6, 1e-40],
    ['richardson', 1e-40],
  ] as const)(
    'of order %s with h = 10^-(D/(p+1)) at 50 digits errs by less than %d',
    (order, bound) => {
      const d = decimal(50, 'nearest')
      const z = [0.3, -1.2, 2.5, 0.7].map(d.from)
      const h = powerOfTen(d, -Math.floor(50 / (powerOf(order) + 1)))
      axes(4).forEach((axis, i) => {
        const f = (t: typeof h) =>
          losses(d).crossEntropy(
            z.map((c, j) => d.add(c, d.mul(t, d.from(at(axis, j))))),
            1,
          )
        const { slope } = centralDifference(d, f, h, order)
        expect(
          slope
            .minus(at(losses(d).crossEntropyGradient(z, 1), i))
            .abs()
            .toNumber(),
        ).toBeLessThan(bound)
      })
    },
  )

  it('takes a polynomial of its order for what it is', () => {
    for (const order of orders) {
      const f = (t: typeof zero): typeof zero =>
        Array.from({ length: powerOf(order) }, () => k.add(k.from(1), t)).reduce(k.mul)
      const { slope, next } = centralDifference(k, f, k.from(0.25), order)
      expect(agreement(slope, exact(powerOf(order)))).toBeGreaterThan(75)
      expect(agreement(next, exact(powerOf(order)))).toBeGreaterThan(75)
    }
  })
})

describe('slopes from either side', () => {
  it('keep their jump at a kink, and lose it with h where the function is smooth', () => {
    const kink = oneSidedSlopes(binary64, (t) => Math.abs(t) + 3 * t, 2 ** -10)
    expect([kink.left, kink.right].map((x) => Number(x.toFixed(9)))).toEqual([2, 4])
    expect(kink.jumpOfTenth).toBeCloseTo(kink.jump, 10)
    const smooth = oneSidedSlopes(binary64, (t) => t * t + t, 2 ** -10)
    expect([smooth.left, smooth.right].map((x) => Number(x.toFixed(9)))).toEqual([1, 1])
    expect(smooth.jumpOfTenth).toBeCloseTo(smooth.jump / 10, 10)
  })
})

describe('the Hessian of cross-entropy', () => {
  const k = bigfloats(120)
  const drawn = fc.tuple(modest(4), fc.nat({ max: 3 }))
  const lossAt =
    (label: number): ScalarFunction =>
    (a, z) =>
      losses(a).crossEntropy(z, label)

  it("is diag(p) - pp', symmetric, with rows that sum to zero", () => {
    fc.assert(
      fc.property(drawn, ([x, label]) => {
        const z = x.map(k.from)
        const H = hessian(k, lossAt(label), z)
        const p = losses(k).softmax(z)
        H.forEach((row, i) => {
          row.forEach((entry, j) => {
            const q = k.sub(k.from(i === j ? 1 : 0), at(p, j))
            expect(agreement(entry, k.mul(at(p, i), q))).toBeGreaterThan(90)
            expect(agreement(entry, at(at(H, j), i))).toBeGreaterThan(90)
          })
          expect(compare(magnitude(sum(row)), powerOfTwo(-380))).toBeLessThan(0)
        })
      }),
      { numRuns: 30 },
    )
  })

  it("is positive semi-definite: v'Hv is the variance of v under p", () => {
    fc.assert(
      fc.property(drawn, cotangents(4), ([x, label], v) => {
        const product = hessianTimes(k, lossAt(label), x.map(k.from), v.map(k.from))
        expect(sign(sum(product.map((c, i) => times(c, exact(at(v, i))))))).toBe(1)
      }),
      { numRuns: 30 },
    )
    const constant = hessianTimes(k, lossAt(0), [1, 2, 3].map(k.from), [1, 1, 1].map(k.from))
    for (const c of constant) expect(compare(magnitude(c), powerOfTwo(-380))).toBeLessThan(0)
  })

  it('is what second differences tend to, with an error of order h^2', () => {
    fc.assert(
      fc.property(drawn, ([x, label]) => {
        const z = x.map(k.from)
        const H = hessian(k, lossAt(label), z)
        const moved = (i: number, j: number) => (s: typeof zero, t: typeof zero) =>
          losses(k).crossEntropy(
            z.map((c, n) => [n === i ? s : zero, n === j ? t : zero].reduce(k.add, c)),
            label,
          )
        H.forEach((row, i) =>
          row.forEach((entry, j) => {
            const apart = (h: number): number =>
              k.toNumber(
                magnitude(minus(secondDifference(k, moved(i, j), powerOfTen(k, h)), entry)),
              )
            expect(apart(-25)).toBeLessThan(1e-49)
            expect(apart(-10)).toBeLessThan(1e-19)
          }),
        )
      }),
      { numRuns: 10 },
    )
  })

  it('is in decimal.js what it is in bigfloat', () => {
    const d = decimal(50, 'nearest')
    const [small, large] = [
      hessian(d, lossAt(1), [0.5, -2, 1].map(d.from)),
      hessian(k, lossAt(1), [0.5, -2, 1].map(k.from)),
    ]
    small.forEach((row, i) =>
      row.forEach((entry, j) => expect(d.toNumber(entry)).toBe(k.toNumber(at(at(large, i), j)))),
    )
  })
})

describe('the tape', () => {
  const unary = {
    'a - b': [(k, x) => k.sub(k.from(3), x), -1],
    'a / b': [(k, x) => k.div(k.from(3), x), -12],
    'a b': [(k, x) => k.mul(x, x), 1],
    'log x': [(k, x) => k.log(x), 2],
    'expm1 x': [(k, x) => k.expm1(x), Math.exp(0.5)],
    'log1p x': [(k, x) => k.log1p(x), 1 / 1.5],
    'max(x, 1/2)': [(k, x) => k.max(x, k.from(0.5)), 0.5],
    'max(0, x)': [(k, x) => k.max(k.from(0), x), 1],
    'x step x': [(k, x) => k.mul(x, k.step(x)), 1],
    'a constant': [(k) => k.exp(k.from(1)), 0],
  } satisfies Record<string, [<T>(k: Arithmetic<T>, x: T) => T, number]>

  it.each(Object.entries(unary))('differentiates %s', (_, [f, slope]) => {
    const [got = NaN] = gradient(binary64, (k, [x]) => f(k, x!), [0.5])
    expect(got).toBeCloseTo(slope, 12)
    expect(slopeAlong(binary64, (k, [x]) => f(k, x!), [0.5], [1])).toBeCloseTo(slope, 12)
  })

  it('compares and converts by values, and takes only constants for zero', () => {
    const t = tape(binary64)
    expect(t.name).toBe('tape(binary64)')
    expect([t.isZero(t.from(0)), t.isZero(t.variable(0)), t.isZero(t.from(1))]).toEqual([
      true,
      false,
      false,
    ])
    expect([t.less(t.variable(1), t.from(2)), t.toNumber(t.exp(t.variable(0)))]).toEqual([true, 1])
  })

  it('gives a constant, which nothing depends on, the slope zero', () => {
    const t = tape(binary64)
    const x = t.variable(2)
    expect(t.gradient(t.mul(x, x), [x, t.from(2)])).toEqual([4, 0])
  })

  it('pulls no zero through an infinity: a masked logit has the gradient 0', () => {
    expect(
      gradient(binary64, (k, z) => losses(k).crossEntropy([...z, k.from(-Infinity)], 0), [0, 0]),
    ).toEqual([-0.5, 0.5])
  })
})
