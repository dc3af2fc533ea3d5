import { at } from '../../arithmetic/sequence.ts'
import perClass from '../../mistakes/cross-entropy-of-sigmoids.ts'
import { right } from '../../mistakes/mistake.ts'
import { descended, list, made, shown, type Lesson } from './lesson.ts'

const pair = [3, 1]
const [a, b] = [at(pair, 0), at(pair, 1)]
const three = [2, 1, -1]
const ofTwoLogits = (steps: number): number =>
  at(right.softmax(descended((z) => right.crossEntropyGradient(z, 0), [0, 0], steps)), 0)
const ofOneLogit = (steps: number): number =>
  right.sigmoid(
    at(
      descended(([x = NaN]) => [right.binaryCrossEntropyGradient(x, 1)], [0], steps),
      0,
    ),
  )

export default {
  number: 3,
  id: 'two-classes',
  question: 'Two classes: sigmoid or softmax?',
  scene: `Two logits start at ${list([0, 0])} with softmax and cross-entropy; one logit starts at 0 with the sigmoid and binary cross-entropy. Both see one example of the first class and take one step of size 1 down their gradient.`,
  predict: {
    ask: `The one logit then gives that class ${shown(ofOneLogit(1))}. Which probability do the two logits give it?`,
    answer: ofTwoLogits(1),
    within: 0.02,
  },
  holds: [
    { law: 'two-classes/softmax-is-sigmoid', on: 'core:binary64' },
    { law: 'two-classes/cross-entropy-is-binary', on: 'core:binary64' },
    { law: 'two-classes/gradient-is-binary', on: 'core:binary64' },
    { law: 'founding/softmax-generalises-sigmoid', on: 'core:binary64' },
  ],
  breaks: { law: 'two-classes/cross-entropy-is-binary', on: 'mistake:cross-entropy-of-sigmoids' },
  refutation: {
    thought: 'the sigmoid and softmax are two models, of which one must be better.',
    fact: `softmax(${list(pair)})₀ = ${shown(at(right.softmax(pair), 0))} and σ(${shown(a - b)}) = ${shown(right.sigmoid(a - b))}: they are the same. After one step they say ${shown(ofTwoLogits(1))} and ${shown(ofOneLogit(1))}: it is the speed that differs.`,
    because:
      'e^a / (e^a + e^b) = 1 / (1 + e^(−(a − b))). Only the difference '
      + 'counts, and two logits that move apart open it twice as fast.',
    instead: `one logit with the sigmoid, or two with softmax, and one loss. Two sigmoids with a loss each charge ${shown(made(perClass, 'crossEntropy', [0, 0], 0))} before training, where one loss charges ${shown(right.crossEntropy([0, 0], 0))}.`,
  },
  table: {
    about: 'the probability of the class after so many steps of size 1',
    columns: ['steps', 'two logits', 'one logit'],
    rows: [0, 1, 2, 5, 10, 100].map((steps) => [steps, ofTwoLogits(steps), ofOneLogit(steps)]),
  },
  change: {
    say:
      'Softmax of a single score is 1 whatever the score: '
      + 'one output needs the sigmoid. Change the score.',
    law: 'softmax/one-class',
    on: 'core:binary64',
    at: -3,
    status: 'passed',
  },
  exit: {
    ask: `Three classes have the logits ${list(three)}. For which x is σ(x) the softmax probability of the first?`,
    answer: at(three, 0) - right.logSumExp(three.slice(1)),
    within: 0.02,
  },
  answer:
    'They are the same function: the sigmoid is softmax for two classes, one of which '
    + 'has the score 0. Softmax is the sigmoid for any number of classes.',
} as const satisfies Lesson
