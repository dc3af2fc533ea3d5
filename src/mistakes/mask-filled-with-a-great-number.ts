import { mistake, right } from './mistake.ts'

const filled = (logits: readonly number[]): number[] =>
  logits.map((z) => (z === -Infinity ? -Number.MAX_VALUE : z))

export default mistake({
  id: 'mask-filled-with-a-great-number',
  story:
    'Masked logits are the least finite number where −∞ was meant: the loss of a label that '
    + 'cannot be is finite, and goes into the mean.',
  mend: 'Mask with -Infinity: what has the probability 0 has an infinite loss.',
  writtenFor: [
    'cross-entropy/masked-label',
    'soft-cross-entropy/masked-weight',
    'log-softmax/masks-out',
  ],
  sightings: [],
  operations: {
    crossEntropy: (logits, label) => right.crossEntropy(filled(logits), label),
    softCrossEntropy: (logits, target) => right.softCrossEntropy(filled(logits), target),
    logSoftmax: (logits) => right.logSoftmax(filled(logits)),
  },
})
