import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'zero-pos-weight-read-as-one',
  story:
    'The default is taken by `posWeight || 1`: a weight of 0, which switches the positives '
    + 'off, leaves them as they are.',
  mend: 'Write posWeight ?? 1.',
  writtenFor: ['binary-batch/any-options', 'binary-batch/gradient-any-options'],
  sightings: [],
  operations: {
    batchBinaryCrossEntropy: (logits, targets, options) =>
      right.batchBinaryCrossEntropy(logits, targets, {
        ...options,
        posWeight: options.posWeight || 1,
      }),
    batchBinaryCrossEntropyGradient: (logits, targets, options) =>
      right.batchBinaryCrossEntropyGradient(logits, targets, {
        ...options,
        posWeight: options.posWeight || 1,
      }),
  },
})
