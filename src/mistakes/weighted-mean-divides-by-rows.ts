import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'weighted-mean-divides-by-rows',
  story: 'A weighted mean divides by the number of rows instead of the sum of their weights.',
  mend: 'Divide by the sum of the weights of the labels.',
  writtenFor: ['batch-options/weighted-mean'],
  sightings: ['pytorch/pytorch#25571'],
  operations: {
    batchCrossEntropy: (logits, labels, options) => {
      const rows = right.batchCrossEntropy(logits, labels, { ...options, reduction: 'none' })
      if (options.reduction !== 'mean' || !Array.isArray(rows))
        return right.batchCrossEntropy(logits, labels, options)
      return (
        rows.reduce((a, b) => a + b, 0) / labels.filter((y) => y !== options.ignoreIndex).length
      )
    },
  },
})
