import { at } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'cross-entropy-of-probability',
  story:
    'The loss is −p, the probability without its logarithm: below '
    + 'zero, and nearly without slope where it is most wrong.',
  mend: 'Give a negative log-likelihood log-probabilities.',
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
    'founding/sigmoid-breaks-convexity',
    'founding/one-step-reaches-the-floor',
    'founding/ignores-density-of-inputs',
  ],
  sightings: [],
  operations: {
    crossEntropy: (logits, label) => -at(right.softmax(logits), label),
    crossEntropyGradient: (logits, label) =>
      right.softmaxVjp(
        logits,
        logits.map((_, i) => (i === label ? -1 : 0)),
      ),
  },
})
