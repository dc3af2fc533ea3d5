import { at } from '../../arithmetic/sequence.ts'
import { right } from '../../mistakes/mistake.ts'
import sigmoidBeforeSoftmax from '../../mistakes/sigmoid-before-softmax.ts'
import { descended, list, made, shown, type Lesson } from './lesson.ts'

const far = -10
const wrong = [-10, 10, 0]
const logits = [1, 2, 3]
const counts = [5, 3, 1]
const examples = counts.reduce((a, b) => a + b)
const labels = counts.flatMap((n, y) => Array<number>(n).fill(y))
/** The slope in x of (σ(x) − 1)²/2, the squared error where the label is 1. */
const ofSquaredError = (x: number): number =>
  right.binaryCrossEntropyGradient(x, 1) * right.sigmoid(x) * right.sigmoid(-x)
const ofCrossEntropy = (x: number): number => right.binaryCrossEntropyGradient(x, 1)
/** A bias alone, fitted to the labels by descent on their mean loss. */
const fitted = right.softmax(
  descended(
    (z) =>
      right
        .batchCrossEntropyGradient(
          labels.map(() => z),
          labels,
          { reduction: 'mean' },
        )
        .reduce((a, b) => a.map((x, i) => x + at(b, i))),
    counts.map(() => 0),
    100,
  ),
)

export default {
  number: 8,
  id: 'gradient',
  question: 'What does the gradient do?',
  scene: `The logit is ${far} and the label 1: the network is sure, and wrong. By cross-entropy the slope is ${shown(ofCrossEntropy(far))}.`,
  predict: {
    ask: 'What is the slope of the squared error (σ(x) − 1)²/2 there?',
    answer: ofSquaredError(far),
    within: 0.001,
  },
  holds: [
    { law: 'gradient/slope-of-own-loss', on: 'mistake:sigmoid-before-softmax' },
    { law: 'gradient/slope-of-own-loss', on: 'mistake:cross-entropy-temperature-two' },
    { law: 'gradient/p-minus-y', on: 'core:binary64' },
    { law: 'gradient/sums-to-zero', on: 'core:binary64' },
    { law: 'founding/bias-gradient', on: 'core:binary64' },
  ],
  breaks: { law: 'gradient/confidently-wrong', on: 'mistake:sigmoid-before-softmax' },
  refutation: {
    thought: 'my gradient passes the check against differences, and so it is right.',
    fact: `the head that puts a sigmoid before softmax passes that check; at ${list(wrong)}, with the first class as the label, its slope is ${shown(at(made(sigmoidBeforeSoftmax, 'crossEntropyGradient', wrong, 0), 0))}, where it should be ${shown(at(right.crossEntropyGradient(wrong, 0), 0))}.`,
    because:
      'the check compares a gradient with its own loss, and finds nothing where the loss is '
      + 'the wrong one. The gradient of cross-entropy is p − y, −1 at the label of a confident '
      + 'mistake; whatever multiplies it by σ′ or p(1 − p) makes it vanish just there.',
    instead: `compare it with p − y too: it sums to 0, and vanishes on average only where the mean probability of each class is its frequency. A bias fitted to ${counts.join(', ')} labels of ${examples} gives ${list(fitted)}.`,
  },
  table: {
    about: 'the slope of each loss in the logit, where the label is 1',
    columns: ['logit', 'cross-entropy', 'squared error'],
    rows: [-10, -4, -2, 0, 2, 4].map((x) => [x, ofCrossEntropy(x), ofSquaredError(x)]),
  },
  change: {
    say: 'Choose logits that are less wrong, and see when the law begins to hold.',
    law: 'gradient/confidently-wrong',
    on: 'mistake:sigmoid-before-softmax',
    at: { logits: wrong, label: 0 },
    status: 'falsified',
  },
  exit: {
    ask: `The logits are ${list(logits)} and the label is the first class. What is the first entry of the gradient?`,
    answer: at(right.crossEntropyGradient(logits, 0), 0),
    within: 0.02,
  },
  answer:
    'It is p − y: prediction less truth. The most wrong examples pull hardest, and '
    + 'those already right leave the others in peace. A sigmoid before softmax '
    + 'takes the pull away just from the examples that are most wrong.',
} as const satisfies Lesson
