import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'batch-gradient-not-averaged',
  story: 'The loss is averaged over the rows, and its gradient is not.',
  mend: 'Divide the gradient by what the loss was divided by.',
  writtenFor: ['batch/mean-gradient'],
  sightings: ['janchorowski/nn_assignments#21', 'apache/mxnet#2215'],
  operations: {
    batchCrossEntropyGradient: (logits, labels, options) =>
      right.batchCrossEntropyGradient(logits, labels, { ...options, reduction: 'sum' }),
  },
})
