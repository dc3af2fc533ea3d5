import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'nan-label-read-as-zero',
  story: 'A label that could not be read is NaN, and `label || 0` makes it the class 0.',
  mend: 'Refuse it: a missing label is not a label.',
  writtenFor: ['batch-options/label-out-of-range'],
  sightings: [],
  policies: { labelOutOfRange: 'error' },
  operations: {
    crossEntropy: (logits, label) => right.crossEntropy(logits, label || 0),
  },
})
