import { binary64 } from '../../arithmetic/binary64.ts'
import { heads, type HeadName } from '../../core/heads.ts'
import { at, greatest } from '../../arithmetic/sequence.ts'
import { right } from '../../mistakes/mistake.ts'
import { descend, lossOf, scoresAt, twelve } from '../models/plane.ts'
import { shown, type Lesson } from './lesson.ts'

const steps = 200
const engine = heads(binary64)
const lines = (head: HeadName, count = steps) => descend(twelve, head, count)
/** The highest probability that a trained network gives to any class of any point. */
const surest = (head: 'softmax' | 'sigmoidThenSoftmax'): number =>
  greatest(twelve.flatMap(([, ...place]) => engine[head].predict(scoresAt(lines(head), place))))
const isRight = (head: HeadName): number =>
  twelve.filter(([label, ...place]) => {
    const z = scoresAt(lines(head), place)
    return at(z, label) === greatest(z)
  }).length
const after = (head: HeadName, count = steps): number => lossOf(twelve, head, lines(head, count))

export default {
  number: 9,
  id: 'training',
  question: 'What does training look like?',
  scene: `Two networks learn from the same twelve points for ${steps} steps of size 1. One ends in softmax; the other has a sigmoid in front of it. The first gives its surest point a probability of ${shown(surest('softmax'), 7)}.`,
  predict: {
    ask: 'What is the highest probability that the second gives to anything?',
    answer: surest('sigmoidThenSoftmax'),
    within: 0.03,
  },
  holds: [
    { law: 'founding/sigmoid-caps-softmax', on: 'core:binary64' },
    { law: 'founding/sigmoid-floors-loss', on: 'core:binary64' },
    { law: 'cross-entropy/infimum-zero', on: 'core:binary64' },
    { law: 'gradient/slope-of-own-loss', on: 'mistake:sigmoid-before-softmax' },
  ],
  breaks: { law: 'cross-entropy/infimum-zero', on: 'mistake:sigmoid-before-softmax' },
  refutation: {
    thought: 'the loss falls and the accuracy is good, so the network is sound.',
    fact: `they get ${isRight('softmax')} and ${isRight('sigmoidThenSoftmax')} of the ${twelve.length} points right. The mean loss of the first has fallen from ${shown(after('softmax', 0), 4)} to ${shown(after('softmax'), 4)}; that of the second only to ${shown(after('sigmoidThenSoftmax'), 4)}.`,
    because: `a sigmoid keeps the order of the scores, and so the borders are alike. But the loss of the second cannot fall below ${shown(right.crossEntropy([1, 0, 0], 0), 4)}, whatever the data.`,
    instead:
      'watch the loss beside the accuracy, and compare it with what it could reach: a network '
      + 'that cannot learn a single point by heart has something between its scores and its loss.',
  },
  table: {
    about: 'the mean loss of the twelve points, step by step',
    columns: ['steps', 'softmax', 'sigmoid, then softmax'],
    rows: [0, 10, 50, 100, steps].map((count) => [
      count,
      after('softmax', count),
      after('sigmoidThenSoftmax', count),
    ]),
  },
  change: {
    say: 'Raise the score of the label as far as you like: the law stays broken.',
    law: 'cross-entropy/infimum-zero',
    on: 'mistake:sigmoid-before-softmax',
    at: { logits: [20, 0, 0], label: 0 },
    status: 'falsified',
  },
  exit: {
    ask: 'Before the first step all scores are 0. What is the mean loss of either network, with three classes?',
    answer: after('softmax', 0),
    within: 0.02,
  },
  answer:
    'Both networks find similar borders, but only one becomes sure. With a sigmoid '
    + 'in front of softmax the loss stops at a floor, which accuracy does not show.',
} as const satisfies Lesson
