import { at } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'cross-entropy-epsilon-in-log',
  story:
    'The logarithm is taken of p + 10⁻⁷: a perfect prediction '
    + 'has a negative loss, and no loss exceeds 16.2.',
  mend:
    'Compute −log p from logits, as the gap to the '
    + 'greatest plus log1p of the sum of the others.',
  breaks: [
    'cross-entropy/non-negative',
    'cross-entropy/chance-level',
    'cross-entropy/no-ceiling',
    'cross-entropy/is-log-sum-exp-minus-logit',
    'cross-entropy/convex',
    'cross-entropy/value',
    'cross-entropy/tail',
    'soft-cross-entropy/gibbs',
    'soft-cross-entropy/entropy-plus-divergence',
    'soft-cross-entropy/is-expected-surprise',
    'soft-cross-entropy/value',
    'gradient/slope-of-own-loss',
    'gradient/slope-of-own-soft-loss',
    'two-classes/cross-entropy-is-binary',
    'two-classes/soft-cross-entropy-is-binary',
    'batch/one-row',
    'founding/sigmoid-floors-loss',
    'founding/one-step-reaches-the-floor',
  ],
  sightings: ['tensorflow/tensorflow#41595', 'keras-team/keras#15249', 'fastai/course22#22'],
  operations: {
    crossEntropy: (logits, label) => -Math.log(at(right.softmax(logits), label) + 1e-7),
    softCrossEntropy: (logits, target) =>
      right.softmax(logits).reduce((sum, p, i) => sum - at(target, i) * Math.log(p + 1e-7), 0),
  },
})
