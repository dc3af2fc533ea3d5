import { binary64 } from '../../arithmetic/binary64.ts'
import { heads } from '../../core/heads.ts'
import { at, greatest } from '../../arithmetic/sequence.ts'
import { right } from '../../mistakes/mistake.ts'
import { lossOf, pathOf, scoresAt, twelve } from '../models/plane.ts'
import { shown, type Lesson } from './lesson.ts'

const steps = 200
const counts = [0, 10, 50, 100, steps]
const end = counts.length - 1
/** A network on its way, and what it gives to the points where it ends. */
const trained = (head: 'softmax' | 'sigmoidThenSoftmax') => {
  const path = pathOf(twelve, head, counts)
  const { predict } = heads(binary64)[head]
  const scores = twelve.map(([label, ...place]) => ({ label, z: scoresAt(at(path, end), place) }))
  return {
    /** The highest probability that it gives to any class of any point. */
    surest: greatest(scores.flatMap(({ z }) => predict(z))),
    right: scores.filter(({ label, z }) => at(z, label) === greatest(z)).length,
    losses: path.map((lines) => lossOf(twelve, head, lines)),
  }
}
const [first, second] = [trained('softmax'), trained('sigmoidThenSoftmax')]
const untrained = at(first.losses, 0)

export default {
  number: 9,
  id: 'training',
  question: 'What does training look like?',
  scene: `Two networks learn from the same twelve points for ${steps} steps of size 1. One ends in softmax; the other has a sigmoid in front of it. The first gives its surest point a probability of ${shown(first.surest, 7)}.`,
  predict: {
    ask: 'What is the highest probability that the second gives to anything?',
    answer: second.surest,
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
    fact: `they get ${first.right} and ${second.right} of the ${twelve.length} points right. The mean loss of the first has fallen from ${shown(untrained, 4)} to ${shown(at(first.losses, end), 4)}; that of the second only to ${shown(at(second.losses, end), 4)}.`,
    because: `a sigmoid keeps the order of the scores, and so the borders are alike. But the loss of the second cannot fall below ${shown(right.crossEntropy([1, 0, 0], 0), 4)}, whatever the data.`,
    instead:
      'watch the loss beside the accuracy, and compare it with what it could reach: a network '
      + 'that cannot learn a single point by heart has something between its scores and its loss.',
  },
  table: {
    about: 'the mean loss of the twelve points, step by step',
    columns: ['steps', 'softmax', 'sigmoid, then softmax'],
    rows: counts.map((count, i) => [count, at(first.losses, i), at(second.losses, i)]),
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
    answer: untrained,
    within: 0.02,
  },
  answer:
    'Both networks find similar borders, but only one becomes sure. With a sigmoid '
    + 'in front of softmax the loss stops at a floor, which accuracy does not show.',
} as const satisfies Lesson
