import { binary64 } from '../../arithmetic/binary64.ts'
import { fitGaussian, linearFromGaussian } from '../models/gaussian.ts'
import { at } from '../../arithmetic/sequence.ts'
import { linear } from '../models/network.ts'
import { train, type Example } from '../models/train.ts'
import { right } from '../../mistakes/mistake.ts'
import { list, shown, type Lesson } from './lesson.ts'

const grid = [-2, -1, 0, 1, 2]
/** How often each point of the grid is met, in two worlds. */
const [even, skewed] = [
  [1, 1, 1, 1, 1],
  [1, 5, 1, 5, 20],
]
const shape = { classes: 2, dimensions: 1, covariance: 'shared' } as const
/** Every point with every label, where the second class has the probability σ(x) in every world. */
const world = (density: readonly number[]): Example<number>[] =>
  grid.flatMap((x, i) =>
    [right.sigmoid(-x), right.sigmoid(x)].map((p, label) => ({
      x: [x],
      label,
      weight: at(density, i) * p,
    })),
  )
const logistic = (density: readonly number[]): number =>
  at(
    train(binary64, linear(binary64, 'sigmoid'), world(density), [0, 0], { rate: 3, steps: 60 }),
    1,
  )
/** The slope of the log-odds where a Gaussian is fitted to each class, with one variance. */
const ofGaussians = (density: readonly number[]): number => {
  const scores = linearFromGaussian(binary64, shape, fitGaussian(binary64, shape, world(density)))
  return at(scores, 3) - at(scores, 1)
}
const [slopeInEven, slopeInSkewed] = [logistic(even), logistic(skewed)]
const means = [-1, 0, 2]
const x = 0.5
const scores = (of: readonly number[], at: number): number[] => of.map((m) => m * at - (m * m) / 2)
const rates = [1, 2, 4]
const count = 3

export default {
  number: 4,
  id: 'gaussians',
  question: 'Is it fitting a Gaussian to each class?',
  scene: `Two classes are observed at x = ${grid.join(', ')}; the second has the probability σ(x) there, so the log-odds have the slope ${shown(1)}. In one world every x is equally frequent. In another, they occur ${skewed.join(', ')} times. Fit a Gaussian to each class, with one variance for both, and the slope comes out as ${shown(ofGaussians(even))} in the first world, but ${shown(ofGaussians(skewed))} in the second.`,
  predict: {
    ask: 'Which slope does cross-entropy give in the second world?',
    answer: slopeInSkewed,
    within: 0.02,
  },
  holds: [
    { law: 'founding/ignores-density-of-inputs', on: 'core:binary64' },
    { law: 'founding/gaussian-classes', on: 'core:binary64' },
    { law: 'founding/unequal-gaussians', on: 'core:binary64' },
  ],
  breaks: {
    law: 'founding/ignores-density-of-inputs',
    on: 'mistake:cross-entropy-clips-probability',
  },
  refutation: {
    thought: 'softmax with cross-entropy fits the distribution of each class, such as a Gaussian.',
    fact: `cross-entropy finds the slope ${shown(slopeInEven, 4)} in one world and ${shown(slopeInSkewed, 4)} in the other: how frequent a point is makes no difference. Gaussians give ${shown(ofGaussians(even), 4)} and ${shown(ofGaussians(skewed), 4)}.`,
    because:
      'the loss asks for p(y|x) alone: where that is right, the gradients '
      + 'of the labels cancel at every x by itself, however frequent it is.',
    instead: `read it as a multinomial logit. Gaussian classes of one variance lead to linear scores, μx − μ²/2: means ${list(means)} give ${list(right.softmax(scores(means, x)))} at x = ${x}. But so do Poisson classes, with x log λ − λ: rates ${list(rates)} give ${list(right.softmax(rates.map((r) => count * Math.log(r) - r)))} at x = ${count}. The scores do not say where they came from.`,
  },
  table: {
    about:
      'the slope of the log-odds that each method finds, '
      + 'where the true one is the same in both worlds',
    columns: ['world', 'by Gaussians', 'by cross-entropy'],
    rows: [
      [1, ofGaussians(even), slopeInEven],
      [2, ofGaussians(skewed), slopeInSkewed],
    ],
  },
  change: {
    say:
      'With unequal variances the log-odds are a parabola, which '
      + 'no linear score can follow. Move the means, or x.',
    law: 'founding/unequal-gaussians',
    on: 'core:binary64',
    at: { means: [-1, 1], x: 1.5 },
    status: 'passed',
  },
  exit: {
    ask: `Three equally frequent classes are normally distributed with means ${list(means)} and variance 1. Which probability has the last at x = 1?`,
    answer: at(right.softmax(scores(means, 1)), 2),
    within: 0.02,
  },
  answer:
    'No. It models the label given the point, p(y|x), and fits no density. Gaussians '
    + 'with a shared covariance are one way to arrive at linear scores, among others.',
} as const satisfies Lesson
