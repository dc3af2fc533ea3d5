import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'label-in-thirty-two-bits',
  story: 'Labels come in 64 bits and are kept in 32: 2³² is the class 0.',
  mend: 'Compare with K before the label is narrowed.',
  writtenFor: ['batch-options/label-out-of-range'],
  sightings: [],
  policies: { labelOutOfRange: 'error' },
  operations: {
    crossEntropy: (logits, label) =>
      right.crossEntropy(logits, Number.isInteger(label) ? label | 0 : label),
  },
})
