import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'gradient-divides-by-all-rows',
  story:
    'The mean divides by the rows that count, and its gradient by all rows, the ignored '
    + 'ones among them.',
  mend: 'Hand the denominator of the loss to the backward pass.',
  writtenFor: ['batch/gradient-any-options'],
  example: '{"logits":[[0,0],[2,0]],"labels":[0,1],"options":{"reduction":"mean","ignoreIndex":1}}',
  sightings: ['NVIDIA/TransformerEngine#2476', 'ROCm/TransformerEngine#409'],
  operations: {
    batchCrossEntropyGradient: (logits, labels, options) =>
      options.reduction === 'mean' && options.classWeights === undefined ?
        right
          .batchCrossEntropyGradient(logits, labels, { ...options, reduction: 'sum' })
          .map((slopes) => slopes.map((g) => g / labels.length))
      : right.batchCrossEntropyGradient(logits, labels, options),
  },
})
