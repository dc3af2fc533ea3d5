import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'label-wraps-in-narrow-integers',
  story:
    'The labels of a batch are stored as integers of 32 bits, where 2³² and NaN are class 0 and 1.5 is class 1.',
  mend: 'Check the labels before they are narrowed.',
  writtenFor: ['labels/out-of-range-in-batch'],
  sightings: [],
  policies: { labelOutOfRange: 'error' },
  operations: {
    batchCrossEntropy: (logits, labels, options) =>
      right.batchCrossEntropy(logits, [...Int32Array.from(labels)], options),
  },
})
