import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'cross-entropy-sign-lost',
  story:
    'The minus sign before the sum is missing: the loss is the '
    + 'log-likelihood, below zero and best at its greatest.',
  mend: 'Negate: a loss is least where the label has probability 1.',
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
    'founding/sigmoid-breaks-convexity',
    'founding/one-step-reaches-the-floor',
  ],
  sightings: ['cs231n/cs231n.github.io#244', 'davharris/mistnet#29'],
  operations: {
    crossEntropy: (logits, label) => -right.crossEntropy(logits, label),
    softCrossEntropy: (logits, target) => -right.softCrossEntropy(logits, target),
  },
})
