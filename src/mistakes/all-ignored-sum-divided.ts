import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'all-ignored-sum-divided',
  story:
    'The sum is the mean times the number of rows that count: where all are ignored, 0/0 '
    + 'times 0.',
  mend: 'Add the rows, and divide for the mean alone.',
  writtenFor: ['batch/any-options'],
  sightings: [],
  operations: {
    batchCrossEntropy: (logits, labels, options) => {
      const loss = right.batchCrossEntropy(logits, labels, options)
      if (options.reduction !== 'sum' || typeof loss !== 'number') return loss
      const count = labels.filter((y) => y !== options.ignoreIndex).length
      return (loss / count) * count
    },
  },
})
