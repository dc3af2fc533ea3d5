import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'cross-entropy-sign-lost',
  story:
    'The minus sign before the sum is missing: the loss is the '
    + 'log-likelihood, below zero and best at its greatest.',
  mend: 'Negate: a loss is least where the label has probability 1.',
  writtenFor: ['cross-entropy/non-negative', 'cross-entropy/value'],
  sightings: ['cs231n/cs231n.github.io#244', 'davharris/mistnet#29'],
  operations: {
    crossEntropy: (logits, label) => -right.crossEntropy(logits, label),
    softCrossEntropy: (logits, target) => -right.softCrossEntropy(logits, target),
  },
})
