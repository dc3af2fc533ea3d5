import withoutExponential from '../../mistakes/softmax-without-exponential.ts'
import { at } from '../../arithmetic/sequence.ts'
import { right } from '../../mistakes/mistake.ts'
import { list, made, shown, type Lesson } from './lesson.ts'

const z = [-1, -3]
const shift = 4
const exit = [5, 2]
const shifted = (by: number): number[] => z.map((x) => x + by)
const share = (scores: number[]): number[] => made(withoutExponential, 'softmax', scores)
const [ahead, behind] = [at(share(z), 0), at(share(z), 1)]

export default {
  number: 2,
  id: 'exponential',
  question: 'Why the exponential?',
  scene: `A network gives two classes the scores ${list(z)}: the first is ahead. Somebody divides each score by their sum, and calls the results probabilities.`,
  predict: { ask: 'Which probability does the first class get?', answer: ahead, within: 0.02 },
  holds: [
    { law: 'softmax/log-odds', on: 'core:binary64' },
    { law: 'softmax/shift-invariant', on: 'core:binary64' },
    { law: 'softmax/keeps-order', on: 'core:binary64' },
  ],
  breaks: { law: 'softmax/keeps-order', on: 'mistake:softmax-without-exponential' },
  refutation: {
    thought:
      'a probability is a share of the scores, so that each score is divided by the sum of all.',
    fact: `the class that is ahead gets ${shown(ahead)} and the other ${shown(behind)}: the order is reversed. Add ${shift} to both scores, which changes no difference between them, and the shares become ${list(share(shifted(shift)))}.`,
    because:
      'a score has no zero and no sign of its own: only differences of scores mean '
      + 'something. The exponential turns differences into ratios: log(p₀/p₁) = z₀ − z₁.',
    instead: `take softmax, e^z divided by the sum of e^z: ${list(right.softmax(z))} before the shift, and ${list(right.softmax(shifted(shift)))} after it.`,
  },
  table: {
    about: `the probability of the first class when the same number is added to both of ${list(z)}`,
    columns: ['added', 'by shares', 'by softmax'],
    rows: [0, 2, 4, 10, 100].map((by) => [
      by,
      at(share(shifted(by)), 0),
      at(right.softmax(shifted(by)), 0),
    ]),
  },
  change: {
    say: 'Add another number to both scores, or to one of them.',
    law: 'softmax/shift-invariant',
    on: 'mistake:softmax-without-exponential',
    at: { logits: z, shift },
    status: 'falsified',
  },
  exit: {
    ask: `Two classes have the scores ${list(exit)}. What is the logarithm of the ratio of their probabilities, log(p₀/p₁)?`,
    answer: at(right.logSoftmax(exit), 0) - at(right.logSoftmax(exit), 1),
    within: 0.01,
  },
  answer:
    'Softmax turns differences of scores into odds. The exponential is the only function '
    + 'that does so while independent evidence adds up, and it assumes nothing else.',
} as const satisfies Lesson
