import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'gradient-averaged-for-every-reduction',
  story:
    'The backward pass does not know the reduction: the gradient of a sum, too, is divided '
    + 'by what a mean would divide by.',
  mend: 'Hand the reduction to the backward pass.',
  writtenFor: ['batch/gradient-any-options'],
  sightings: ['paiml/aprender#2182'],
  operations: {
    batchCrossEntropyGradient: (logits, labels, options) =>
      right.batchCrossEntropyGradient(logits, labels, { ...options, reduction: 'mean' }),
  },
})
