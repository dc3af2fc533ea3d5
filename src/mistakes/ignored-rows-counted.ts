import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'ignored-rows-counted',
  story: 'Ignored rows add nothing to the sum, but the mean still divides by them.',
  mend: 'Divide by the rows that count.',
  breaks: ['batch-options/ignored-mean'],
  sightings: ['pytorch/pytorch#116349'],
  operations: {
    batchCrossEntropy: (logits, labels, options) => {
      const sum = right.batchCrossEntropy(logits, labels, { ...options, reduction: 'sum' })
      if (options.reduction !== 'mean' || options.classWeights || typeof sum !== 'number') return right.batchCrossEntropy(logits, labels, options)
      return sum / labels.length
    },
  },
})
