import signLost from '../../mistakes/cross-entropy-sign-lost.ts'
import { right } from '../../mistakes/mistake.ts'
import { list, made, shown, type Lesson } from './lesson.ts'

const target = [0.5, 0.25, 0.25]
const [t, p] = [
  [0.7, 0.2, 0.1],
  [0.5, 0.3, 0.2],
]
const logits = [1, 2, 3]
const logOf = (q: readonly number[], by = 1): number[] => q.map((x) => by * Math.log(x))
/** The cross-entropy of a prediction with itself is the entropy. */
const entropy = (q: readonly number[]): number => right.softCrossEntropy(logOf(q), q)
const ofPrediction = right.softCrossEntropy(logOf(p), t)

export default {
  number: 7,
  id: 'loss',
  question: 'What does the loss measure?',
  scene: `The label of an example is soft: ${list(target)}. A network may predict whatever it likes.`,
  predict: {
    ask: 'What is the least cross-entropy that it can reach?',
    answer: entropy(target),
    within: 0.05,
  },
  holds: [
    { law: 'soft-cross-entropy/gibbs', on: 'core:binary64' },
    { law: 'soft-cross-entropy/entropy-plus-divergence', on: 'core:binary64' },
    { law: 'cross-entropy/infimum-zero', on: 'core:binary64' },
    { law: 'cross-entropy/is-log-sum-exp-minus-logit', on: 'core:binary64' },
  ],
  breaks: { law: 'cross-entropy/non-negative', on: 'mistake:cross-entropy-sign-lost' },
  refutation: {
    thought: 'a perfect model has the loss 0, and the lower the loss, the better the model.',
    fact: `the target ${list(target)} allows nothing below ${shown(entropy(target))}. For the target ${list(t)} the prediction ${list(p)} costs ${shown(ofPrediction)}, of which ${shown(entropy(t))} is the target's own entropy and ${shown(ofPrediction - entropy(t))} is what the prediction adds. And a loss of ${shown(made(signLost, 'crossEntropy', [0, 0], 0))} before training is a lost minus sign.`,
    because:
      'CE(z, t) = H(t) + KL(t ‖ p): the first is a matter of the data, '
      + 'and the second is 0 only for p = t. With one label H is 0, and '
      + 'the loss is −log p_y: how surprised the network was.',
    instead: `compare a loss with H(t), and the first loss with log N. One label costs LSE(z) − z_y, a single number: ${shown(right.crossEntropy(logits, 0))} for ${list(logits)} and the first class, where softmax is the vector ${list(right.softmax(logits))}.`,
  },
  table: {
    about: `the cross-entropy of ${list(target)} when the logits are log t, times a factor: it is least at 1`,
    columns: ['factor', 'cross-entropy', 'above the entropy'],
    rows: [0, 0.5, 1, 2, 4].map((by) => {
      const loss = right.softCrossEntropy(logOf(target, by), target)
      return [by, loss, Math.max(0, loss - entropy(target))]
    }),
  },
  change: {
    say: 'Look for logits that cost less than the entropy of the target: there are none.',
    law: 'soft-cross-entropy/gibbs',
    on: 'core:binary64',
    at: { logits: [1, 0, 0], target },
    status: 'passed',
  },
  exit: {
    ask: 'A target is uniform over four classes. What is the least loss?',
    answer: entropy([0.25, 0.25, 0.25, 0.25]),
    within: 0.02,
  },
  answer:
    'Cross-entropy is the surprise at the label, and minimising it is maximum '
    + 'likelihood for p(y|x). The loss is one number; softmax, a vector, is no loss.',
} as const satisfies Lesson
