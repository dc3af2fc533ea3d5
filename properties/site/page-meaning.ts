import { greatest } from '../../src/arithmetic/sequence.ts'
import { binary64 } from '../../src/arithmetic/binary64.ts'
import { heads, type HeadName } from '../../src/core/heads.ts'
import { fitGaussian, gaussian } from '../../src/learning/models/gaussian.ts'
import { linear } from '../../src/learning/models/network.ts'
import type { Point } from '../../src/learning/models/plane.ts'
import { meanLoss, train } from '../../src/learning/models/train.ts'
import type { Bell, State } from '../../site/state.ts'

const engine = heads(binary64)
const sum = (xs: readonly number[]): number => xs.reduce((a, b) => a + b, 0)
const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i)

const examplesOf = (points: readonly Point[]) =>
  points.map(([label, x, y]) => ({ x: [x, y], label, weight: 1 }))
const known = new Map<string, readonly number[]>()
/** Weights by descent from zero, all steps in one run. */
const trained = (points: readonly Point[], head: HeadName, steps = 200): readonly number[] => {
  const key = JSON.stringify([points, head, steps])
  const found =
    known.get(key)
    ?? train(binary64, linear(binary64, head), examplesOf(points), Array<number>(9).fill(0), {
      rate: 1,
      steps,
    })
  known.set(key, found)
  return found
}
const scores = (points: readonly Point[], [x, y]: readonly [number, number]): number[] => {
  const w = trained(points, 'softmax')
  return [0, 3, 6].map((i) => (w[i] ?? NaN) + (w[i + 1] ?? NaN) * x + (w[i + 2] ?? NaN) * y)
}
const predicted = (points: readonly Point[], head: HeadName, steps = 200): number[][] =>
  points.map(([, x, y]) => linear(binary64, head).predict(trained(points, head, steps), [x, y]))
const pulls = (points: readonly Point[], i: number): number[] => {
  const [label = NaN] = points[i] ?? []
  return (predicted(points, 'softmax')[i] ?? []).map((p, y) => p - (y === label ? 1 : 0))
}
const density = ([mean, width]: Bell, x: number): number =>
  Math.exp(-((x - mean) ** 2) / (2 * width ** 2)) / (width * Math.sqrt(2 * Math.PI))
/** Bayes' rule as it stands, where the page takes softmax of logarithms. */
const posterior = (bells: readonly Bell[], x: number): number[] => {
  const densities = bells.map((bell) => density(bell, x))
  return densities.map((it) => it / sum(densities))
}
const straightLines = (bells: readonly Bell[]): readonly number[] => {
  const key = JSON.stringify(bells)
  const variance = sum(bells.map(([, width]) => width ** 2)) / bells.length
  const start = bells.flatMap(([mean]) => [-(mean ** 2) / (2 * variance), mean / variance])
  const examples = range(25).flatMap((i) => {
    const x = i / 2 - 6
    return bells.map((bell, label) => ({ x: [x], label, weight: density(bell, x) }))
  })
  const found =
    known.get(key)
    ?? train(binary64, linear(binary64, 'softmax'), examples, start, { rate: 0.5, steps: 60 })
  known.set(key, found)
  return found
}
const straight = (bells: readonly Bell[], x: number): number[] =>
  linear(binary64, 'softmax').predict(straightLines(bells), [x])
const entropy = (p: readonly number[]): number => -sum(p.map((x) => (x > 0 ? x * Math.log(x) : 0)))
const meanScore = (z: readonly number[]): number =>
  sum(engine.softmax.predict(z).map((p, i) => p * (z[i] ?? NaN)))

/**
 * What the page's own words for a number mean, in terms of the engine alone: nothing here comes
 * from the page but the state, which the reader sets.
 */
const meaning = ({ points, probe, bells, label }: State) => ({
  points,
  probe,
  bells,
  label,
  z: scores(points, probe),
  heads: engine,
  sum,
  density,
  posterior,
  straight,
  entropy,
  meanScore,
  pulls,
  pull: (points: readonly Point[], i: number) => -(pulls(points, i)[points[i]?.[0] ?? NaN] ?? NaN),
  apart: (gap: number, n: number) => range(n).map((i) => (i === 0 ? gap / 2 : -gap / 2)),
  pointOf: (name: string, z: number[]) =>
    name === 'softmax' ? engine.softmax.predict(z)
    : name.startsWith('corner ') ? engine.softmax.predict(name.slice(7).split(', ').map(Number))
    : engine.sigmoidThenSoftmax.predict(z),
  meanLossOf: (points: readonly Point[], head: HeadName, steps: number) =>
    meanLoss(binary64, linear(binary64, head), examplesOf(points), trained(points, head, steps)),
  surest: (points: readonly Point[], head: HeadName, steps: number) =>
    greatest(predicted(points, head, steps).flat()),
  frequency: (points: readonly Point[], y: number) =>
    points.filter(([label]) => label === y).length / points.length,
  meanProbability: (points: readonly Point[], y: number) =>
    sum(predicted(points, 'softmax').map((p) => p[y] ?? NaN)) / points.length,
  /** Logarithms of the posterior of fitted Gaussians: softmax of them is the posterior. */
  gaussianScores: (points: readonly Point[], place: readonly number[]) => {
    const shape = { classes: 3, dimensions: 2, covariance: 'shared' } as const
    return gaussian(binary64, shape)
      .predict(fitGaussian(binary64, shape, examplesOf(points)), place)
      .map(Math.log)
  },
  bellsApart: (bells: readonly Bell[]) =>
    greatest(
      range(49).flatMap((i) => {
        const x = i / 4 - 6
        const p = posterior(bells, x)
        return straight(bells, x).map((q, k) => Math.abs(q - (p[k] ?? NaN)))
      }),
    ),
  /** Where bells of one width cross is half-way; else where their parabolas do. */
  crossing: ([a = [0, 1], b = [0, 1]]: readonly Bell[]) => {
    const [p, q, r] = [
      1 / b[1] ** 2 - 1 / a[1] ** 2,
      2 * (a[0] / a[1] ** 2 - b[0] / b[1] ** 2),
      (b[0] / b[1]) ** 2 - (a[0] / a[1]) ** 2 + 2 * Math.log(b[1] / a[1]),
    ]
    if (p === 0) return -r / q
    const roots = [-1, 1].map((sign) => (-q + sign * Math.sqrt(q * q - 4 * p * r)) / (2 * p))
    return roots.find((x) => x > Math.min(a[0], b[0]) && x < Math.max(a[0], b[0])) ?? NaN
  },
  /** Entropy so far from softmax, along the line on which the sum and the mean score are kept. */
  entropyAt: (z: readonly number[], t: number) => {
    const [a = NaN, b = NaN, c = NaN] = z
    const d = [b - c, c - a, a - b]
    const longest = greatest(d.map(Math.abs))
    return entropy(
      engine.softmax.predict(z).map((p, i) => Math.max(0, p + (t * (d[i] ?? NaN)) / longest)),
    )
  },
})

/**
 * A number of the page, computed anew from what the page says that it is; x is the key of its row.
 */
export const meant = (state: State): ((of: string, x?: string | number) => number) => {
  const words = meaning(state)
  return (of, x) =>
    new Function(...Object.keys(words), 'x', `return ${of}`)(...Object.values(words), x) as number
}

/**
 * Whether the page holds the number, as near as the last bits of another browser's exp and log
 * allow, and another order of sums; and as near as rounding where what is shown is its error.
 */
export const agrees = (of: string, value: number, truth: number, digits: number): boolean =>
  Object.is(value, truth)
  || value === truth
  || (Number.isNaN(value) && Number.isNaN(truth))
  || Math.abs(value - truth)
    <= 10 ** -digits * Math.abs(truth) + (/bellsApart|sums|Math\.abs/.test(of) ? 1e-14 : 1e-15)
