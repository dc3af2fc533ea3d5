import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'batch-sum-from-mean',
  story:
    'The sum is made from the mean, times the number of rows: 0/0 times 0 where there are none.',
  mend: 'Sum the rows, and divide for the mean; an empty sum is 0.',
  writtenFor: ['batch/empty'],
  sightings: [],
  operations: {
    batchCrossEntropy: (logits, labels, options) => {
      if (options.reduction !== 'sum') return right.batchCrossEntropy(logits, labels, options)
      const mean = right.batchCrossEntropy(logits, labels, { ...options, reduction: 'mean' })
      return typeof mean === 'number' ? mean * labels.length : NaN
    },
  },
})
