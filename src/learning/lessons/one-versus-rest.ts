import { at } from '../../arithmetic/sequence.ts'
import { right } from '../../mistakes/mistake.ts'
import { list, shown, type Lesson } from './lesson.ts'

const untrained = [0, 0, 0]
const confident = [5, 4, -6]
const shy = [-3, -3, -3]
const exit = [2, 1, -1]
const sigmoids = (z: readonly number[]): number[] => z.map(right.sigmoid)
const sum = (z: readonly number[]): number => sigmoids(z).reduce((a, b) => a + b)
const raised = (by: number): number[] => [0, by, 0]

export default {
  number: 6,
  id: 'one-versus-rest',
  question: 'Why not one sigmoid for each class?',
  scene: `Three outputs, each with a sigmoid of its own, before any training: the logits are ${list(untrained)}.`,
  predict: { ask: 'What do the three probabilities sum to?', answer: sum(untrained), within: 0.02 },
  holds: [
    { law: 'founding/one-versus-rest', on: 'core:binary64' },
    { law: 'sigmoid/in-unit-interval', on: 'core:binary64' },
    { law: 'binary/convex', on: 'core:binary64' },
    { law: 'softmax/in-unit-interval', on: 'mistake:sigmoid-for-softmax' },
  ],
  breaks: { law: 'softmax/sums-to-one', on: 'mistake:sigmoid-for-softmax' },
  refutation: {
    thought: 'outputs between 0 and 1 are the probabilities of the classes.',
    fact: `the logits ${list(untrained)} give a sum of ${shown(sum(untrained))}, ${list(confident)} give ${list(sigmoids(confident), 4)} with a sum of ${shown(sum(confident))}, and ${list(shy)} give ${shown(sum(shy))}.`,
    because:
      'each sigmoid answers a question of its own, this class or not, and none '
      + 'hears of the others: raising one logit lowers no other probability.',
    instead: `for labels that may occur together keep the sigmoids, one class against the rest. For one label out of N take softmax, where raising the second logit from 0 to 2 takes the first class from ${shown(at(right.softmax(raised(0)), 0))} to ${shown(at(right.softmax(raised(2)), 0))}.`,
  },
  table: {
    about: 'the probability of the first class while the logit of the second is raised',
    columns: ['second logit', 'its sigmoid', 'its softmax'],
    rows: [0, 1, 2, 5, 10].map((by) => [
      by,
      at(sigmoids(raised(by)), 0),
      at(right.softmax(raised(by)), 0),
    ]),
  },
  change: {
    say: 'The class of the label is raised, and another should fall. Change the logits.',
    law: 'softmax/competes',
    on: 'mistake:sigmoid-for-softmax',
    at: { logits: [1, 0], label: 1 },
    status: 'falsified',
  },
  exit: { ask: `What do the sigmoids of ${list(exit)} sum to?`, answer: sum(exit), within: 0.02 },
  answer:
    'N sigmoids answer N separate yes-or-no questions, and do not sum to 1. '
    + 'Softmax answers one question, which of the N classes it is.',
} as const satisfies Lesson
