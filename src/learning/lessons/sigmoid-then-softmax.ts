import { binary64 } from '../../arithmetic/binary64.ts'
import { heads } from '../../core/heads.ts'
import { at } from '../../arithmetic/sequence.ts'
import { right } from '../../mistakes/mistake.ts'
import { descended, list, shown, type Lesson } from './lesson.ts'

const head = heads(binary64).sigmoidThenSoftmax
const sure = [10, -10, -10]
const ten = Array<number>(10).fill(0)
const steps = 100
/** Squashed scores differ by at most 1: the head at its very best has the scores 1, 0, …, 0. */
const limit = (n: number): number[] => Array.from({ length: n }, (_, i) => (i === 0 ? 1 : 0))
const cap = (n: number): number => at(right.softmax(limit(n)), 0)
const floor = (n: number): number => right.crossEntropy(limit(n), 0)
const lossOfLinear = (count: number): number =>
  right.crossEntropy(
    descended((z) => right.crossEntropyGradient(z, 0), ten, count),
    0,
  )
const lossOfHead = (count: number): number =>
  head.loss(
    descended((z) => head.gradient(z, 0), ten, count),
    0,
  )
const behind = (gap: number): number[] => [gap, 0, 0]

export default {
  number: 5,
  id: 'sigmoid-then-softmax',
  question: 'Why not a sigmoid before softmax?',
  scene: `A network ends in ${sure.length} sigmoid units, and softmax is put on top. The network is as sure of the first class as it can be: before the sigmoids the scores are ${list(sure)}.`,
  predict: {
    ask: 'Which probability does the first class get?',
    answer: at(head.predict(sure), 0),
    within: 0.03,
  },
  holds: [
    { law: 'softmax/sums-to-one', on: 'mistake:sigmoid-before-softmax' },
    { law: 'softmax/keeps-order', on: 'mistake:sigmoid-before-softmax' },
    { law: 'cross-entropy/chance-level', on: 'mistake:sigmoid-before-softmax' },
    { law: 'gradient/slope-of-own-loss', on: 'mistake:sigmoid-before-softmax' },
    { law: 'founding/sigmoid-caps-softmax', on: 'core:binary64' },
    { law: 'founding/sigmoid-floors-loss', on: 'core:binary64' },
    { law: 'founding/one-step-reaches-the-floor', on: 'core:binary64' },
  ],
  breaks: { law: 'softmax/reaches-one', on: 'mistake:sigmoid-before-softmax' },
  refutation: {
    thought: 'squashing the scores to between 0 and 1 first makes softmax more like probabilities.',
    fact: `it gives ${shown(at(head.predict(sure), 0))}, and no scores give more than e/(e + N − 1) = ${shown(cap(3))}; softmax of the scores themselves gives ${shown(at(right.softmax(sure), 0), 11)}. For ten classes the cap is ${shown(cap(10))}, and the loss never falls below log(1 + (N − 1)/e) = ${shown(floor(10))}.`,
    because:
      'softmax reads differences of scores, and sigmoids differ by less '
      + 'than 1: no class can outweigh another by more than e. The slope '
      + 'of the sigmoid, at most 1/4, then takes the gradient away.',
    instead: `leave the scores linear. For ten classes one step of size 1 takes their loss from ${shown(lossOfLinear(0))} to ${shown(lossOfLinear(1))}, which the sigmoid head only nears: after ${steps} such steps it is at ${shown(lossOfHead(steps))}.`,
  },
  table: {
    about: 'the probability of the first of three classes, by its lead over the others',
    columns: ['lead', 'by softmax', 'by sigmoid, then softmax'],
    rows: [-4, -2, -1, 0, 1, 2, 4, 8].map((gap) => [
      gap,
      at(right.softmax(behind(gap)), 0),
      at(head.predict(behind(gap)), 0),
    ]),
  },
  change: {
    say:
      'Make the lead of the first class as great as '
      + 'you like, or alter the number of the others.',
    law: 'softmax/reaches-one',
    on: 'mistake:sigmoid-before-softmax',
    at: { gap: 20, others: 2 },
    status: 'falsified',
  },
  exit: {
    ask:
      'A network with this head tells a hundred classes '
      + 'apart. Below which loss does it never fall?',
    answer: floor(100),
    within: 0.05,
  },
  answer:
    'The sigmoid squeezes every difference of scores below 1. Such a network still '
    + 'ranks the classes and passes a gradient check, but it can never be '
    + 'sure. Leave the scores linear, and give them to softmax as they are.',
} as const satisfies Lesson
