import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'batch-vjp-without-options',
  story:
    'Class weights and label smoothing are used by the loss and not saved for its backward pass.',
  mend: 'Hand the same options to the loss and to its VJP.',
  writtenFor: ['batch-vjp/class-weights', 'batch-vjp/smoothing-with-weights'],
  sightings: [],
  operations: {
    batchCrossEntropyVjp: (
      logits,
      labels,
      cotangent,
      { classWeights: _weights, labelSmoothing: _smoothing, ...options },
    ) => right.batchCrossEntropyVjp(logits, labels, cotangent, options),
  },
})
