import { at } from '../../arithmetic/sequence.ts'
import { descend, questionMark, scoresAt, twelve } from '../models/plane.ts'
import { list, shown, type Lesson } from './lesson.ts'

const steps = 200
const lines = descend(twelve, 'softmax', steps)
const z = scoresAt(lines, questionMark)
const added = 5
const lead = (scores: readonly number[]): number => at(scores, 1) - at(scores, 0)
const [left, right] = [-2, 2]
const scoresOn = (x: number): number[] => scoresAt(lines, [x, 0])

export default {
  number: 1,
  id: 'scores',
  question: 'What is a score?',
  scene: `Twelve points lie in a plane: four circles, four squares and four diamonds. A network without hidden layers has learnt from them for ${steps} steps. A new point at ${list(questionMark)} gets one number for each class, its scores: ${list(z, 3)}. The square is ahead of the circle by ${shown(lead(z), 3)}.`,
  predict: {
    ask: `Add ${added} to all three scores. How far is the square ahead of the circle now?`,
    answer: lead(z.map((x) => x + added)),
    within: 0.05,
  },
  holds: [
    { law: 'softmax/shift-invariant', on: 'core:binary64' },
    { law: 'softmax/keeps-order', on: 'core:binary64' },
  ],
  breaks: { law: 'softmax/shift-invariant', on: 'mistake:sigmoid-before-softmax' },
  refutation: {
    thought: 'a score is a probability that has not been normalised yet.',
    fact: `a score may be negative, such as ${shown(at(z, 0), 3)}, and the scores of a point need not sum to anything in particular.`,
    because:
      'the last layer is linear: the score of a class is a weighted sum of '
      + 'what comes in, plus a constant. Only differences between scores decide.',
    instead:
      'read a score as evidence on a scale without a zero. A border between two '
      + 'classes lies where their scores are equal, and stays there when all are raised.',
  },
  table: {
    about: 'the three scores along a line from left to right through the middle',
    columns: ['x', 'circle', 'square', 'diamond'],
    rows: [left, -1, 0, 1, right].map((x) => [x, ...scoresOn(x)]),
  },
  change: {
    say: 'Add another number to both scores, or change the scores.',
    law: 'softmax/shift-invariant',
    on: 'mistake:sigmoid-before-softmax',
    at: { logits: [1, 0], shift: added },
    status: 'falsified',
  },
  exit: {
    ask: `Walk from x = ${left} to x = ${right} along the table. By how much does the lead of the square over the circle grow?`,
    answer: lead(scoresOn(right)) - lead(scoresOn(left)),
    within: 0.1,
  },
  answer:
    'A score is one number for each class, the output of a linear layer. It has '
    + 'no zero of its own: only the differences between the scores mean something.',
} as const satisfies Lesson
