import { at } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'cross-entropy-epsilon-shared',
  story:
    'The logarithm is taken of p + 10⁻⁷, and the gradient is that '
    + 'of this very loss: the two agree, on the wrong function.',
  mend: 'Compute −log p from logits, where no logarithm of 0 is in sight.',
  breaks: [
    'cross-entropy/non-negative',
    'cross-entropy/chance-level',
    'cross-entropy/no-ceiling',
    'cross-entropy/is-log-sum-exp-minus-logit',
    'cross-entropy/convex',
    'cross-entropy/one-hot',
    'cross-entropy/value',
    'cross-entropy/tail',
    'gradient/p-minus-y',
    'gradient/own-softmax',
    'gradient/confidently-wrong',
    'gradient/accurate-at-label',
    'two-classes/cross-entropy-is-binary',
    'two-classes/gradient-is-binary',
    'batch/one-row',
    'founding/sigmoid-floors-loss',
    'founding/sigmoid-shrinks-gradient',
    'founding/one-step-reaches-the-floor',
    'founding/ignores-density-of-inputs',
  ],
  sightings: ['tensorflow/tensorflow#41595'],
  operations: {
    crossEntropy: (logits, label) => -Math.log(at(right.softmax(logits), label) + 1e-7),
    crossEntropyGradient: (logits, label) => {
      const p = at(right.softmax(logits), label)
      return right.crossEntropyGradient(logits, label).map((slope) => (slope * p) / (p + 1e-7))
    },
  },
})
