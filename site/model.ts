import { at } from '../src/arithmetic/sequence.ts'
import { binary64 } from '../src/arithmetic/binary64.ts'
import { heads, type HeadName } from '../src/core/heads.ts'
import { fitGaussian, linearFromGaussian } from '../src/learning/models/gaussian.ts'
import { linear } from '../src/learning/models/network.ts'
import {
  descend,
  examplesOf,
  noLines,
  type Lines,
  type Point,
} from '../src/learning/models/plane.ts'
import { train } from '../src/learning/models/train.ts'
import { mostSteps, type Bell } from './state.ts'

export const engine = heads(binary64)
export const classNames = ['circle', 'square', 'diamond'] as const
export type Head = Extract<HeadName, 'softmax' | 'sigmoidThenSoftmax'>

/** The last answers of a function of the points, which change rarely. */
const remembered = <A>(answer: (points: readonly Point[], head: Head) => A) => {
  const known = new Map<string, A>()
  return (points: readonly Point[], head: Head): A => {
    const key = `${head} ${points.join(';')}`
    const found = known.get(key) ?? answer(points, head)
    if (known.size > 8) known.clear()
    known.set(key, found)
    return found
  }
}

const stride = 10
/** The parameters after 0, 10, 20, … steps of size 1 from zero. */
const path = remembered((points, head): readonly Lines[] => {
  const lines = [noLines]
  while (lines.length <= mostSteps / stride) lines.push(descend(points, head, stride, lines.at(-1)))
  return lines
})

/** What a network with this head has learnt from the points after so many steps. */
export const learnt = (
  points: readonly Point[],
  head: Head = 'softmax',
  steps = mostSteps,
): Lines =>
  descend(points, head, steps % stride, at(path(points, head), Math.floor(steps / stride)))

/** The linear scores of Gaussians with one covariance; nothing where the points lie on a line. */
export const ofGaussians = (points: readonly Point[]): Lines | undefined => {
  const shape = { classes: 3, dimensions: 2, covariance: 'shared' } as const
  try {
    return linearFromGaussian(binary64, shape, fitGaussian(binary64, shape, examplesOf(points)))
  } catch {
    return undefined
  }
}

/** The density of a bell at x. */
export const density = ([mean, width]: Bell, x: number): number =>
  Math.exp(-(((x - mean) / width) ** 2) / 2) / (width * Math.sqrt(2 * Math.PI))

/** The logarithm of a bell's density, less the constant that all bells share. */
export const logDensity = ([mean, width]: Bell, x: number): number =>
  -(((x - mean) / width) ** 2) / 2 - Math.log(width)

/** The probability of each bell at x, all of them being equally frequent. */
export const posterior = (bells: readonly Bell[], x: number): number[] =>
  engine.softmax.predict(bells.map((bell) => logDensity(bell, x)))

/** The places at which bells and their posteriors are drawn and compared. */
export const line = Array.from({ length: 49 }, (_, i) => i / 4 - 6)

/**
 * The three linear scores that come nearest to the posterior, by descent on the mean cross-entropy
 * over the line from the scores of bells with the mean width.
 */
export const nearestLines = (bells: readonly Bell[]): readonly number[] => {
  const variance = bells.reduce((sum, [, width]) => sum + width ** 2, 0) / bells.length
  const start = bells.flatMap(([mean]) => [-(mean ** 2) / (2 * variance), mean / variance])
  const examples = line
    .filter((_, i) => i % 2 === 0)
    .flatMap((x) => {
      const p = posterior(bells, x)
      const weight = bells.reduce((sum, bell) => sum + density(bell, x), 0)
      return p.map((share, label) => ({ x: [x], label, weight: weight * share }))
    })
  return train(binary64, linear(binary64, 'softmax'), examples, start, { rate: 0.5, steps: 60 })
}

export const softmaxOfLines = (lines: readonly number[], x: number): number[] =>
  engine.softmax.predict([0, 2, 4].map((i) => at(lines, i) + at(lines, i + 1) * x))
