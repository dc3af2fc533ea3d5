import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'binary-batch-gradient-not-averaged',
  story: 'The mean loss has the gradient of the sum.',
  mend: 'Divide the gradient by the number of entries.',
  writtenFor: ['binary-batch/mean-gradient'],
  sightings: [],
  operations: {
    batchBinaryCrossEntropyGradient: (logits, targets, options) =>
      right.batchBinaryCrossEntropyGradient(logits, targets, { ...options, reduction: 'sum' }),
  },
})
