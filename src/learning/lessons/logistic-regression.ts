import { binary64 } from '../../arithmetic/binary64.ts'
import { heads } from '../../core/heads.ts'
import { at } from '../../arithmetic/sequence.ts'
import { pathOf, scoresAt, twelve } from '../models/plane.ts'
import { list, shown, type Lesson } from './lesson.ts'

const steps = 400
const counts = [0, 1, 10, 100, steps]
const predict = heads(binary64).softmax.predict
/** The mean probability of each class over the points, after so many steps. */
const means = pathOf(twelve, 'softmax', counts).map((lines) => {
  const p = twelve.map(([, ...place]) => predict(scoresAt(lines, place)))
  return [0, 1, 2].map((i) => p.reduce((sum, share) => sum + at(share, i), 0) / twelve.length)
})
const last = at(means, counts.length - 1)
const frequency = (y: number): number =>
  twelve.filter(([label]) => label === y).length / twelve.length

export default {
  number: 10,
  id: 'logistic-regression',
  question: 'What has this to do with logistic regression?',
  scene: `A network without hidden layers, with softmax and cross-entropy, is trained for ${steps} steps on four circles, four squares and four diamonds.`,
  predict: {
    ask: 'What is the mean, over all twelve points, of the probability that it gives to a circle?',
    answer: at(last, 0),
    within: 0.02,
  },
  holds: [
    { law: 'founding/bias-gradient', on: 'core:binary64' },
    { law: 'founding/softmax-generalises-sigmoid', on: 'core:binary64' },
    { law: 'cross-entropy/convex', on: 'core:binary64' },
  ],
  breaks: { law: 'founding/bias-gradient', on: 'mistake:sigmoid-before-softmax' },
  refutation: {
    thought: 'logistic regression is for two classes, and a network is something else.',
    fact: `this network is multinomial logistic regression. Its mean probabilities are ${list(last, 3)}, where each class is ${shown(frequency(0), 3)} of the points.`,
    because:
      'at the best fit the gradient is zero, and the gradient of a bias is the mean of p − y: '
      + 'what the model expects of each class is what was counted. The loss is '
      + 'convex in the weights, so that descent cannot end in a bad valley.',
    instead:
      'read the last layer of any such network as logistic regression on what the hidden layers '
      + 'have learnt. With two classes and one score, it is the textbook case.',
  },
  table: {
    about: 'the mean probability of each class over the points, step by step',
    columns: ['steps', 'circle', 'square', 'diamond'],
    rows: counts.map((count, i) => [count, ...at(means, i)]),
  },
  change: {
    say: 'Change the scores or the labels: the gradient of the biases is the difference of two means.',
    law: 'founding/bias-gradient',
    on: 'core:binary64',
    at: { logits: [2, 1, 0], labels: [0, 0, 1] },
    status: 'passed',
  },
  exit: {
    ask: 'A logistic regression is fitted to 30 sick and 70 healthy patients. What is the mean of the probabilities of being sick that it gives to them?',
    answer: 30 / 100,
    within: 0.01,
  },
  answer:
    'Softmax with cross-entropy on linear scores is multinomial logistic regression. '
    + 'In a deep network, the last layer is the same thing on learnt features.',
} as const satisfies Lesson
