import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'weighted-gradient-divides-by-rows',
  story:
    'The weighted mean divides by the weights of the labels, and its gradient by the number '
    + 'of rows that count.',
  mend: 'Hand the denominator of the loss to the backward pass.',
  writtenFor: ['batch/gradient-any-options'],
  sightings: [],
  operations: {
    batchCrossEntropyGradient: (logits, labels, options) => {
      if (options.reduction !== 'mean' || options.classWeights === undefined)
        return right.batchCrossEntropyGradient(logits, labels, options)
      const counted = labels.filter((y) => y !== options.ignoreIndex).length
      return right
        .batchCrossEntropyGradient(logits, labels, { ...options, reduction: 'sum' })
        .map((slopes) => slopes.map((g) => g / counted))
    },
  },
})
