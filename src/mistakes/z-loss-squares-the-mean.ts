import { total } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'z-loss-squares-the-mean',
  story:
    'The mean of log-sum-exp over the rows is squared, and not the square averaged: rows of either '
    + 'sign cancel.',
  mend: 'Square the log-sum-exp of each row, and reduce after.',
  writtenFor: ['batch/any-options'],
  sightings: ['mlfoundations/open_lm#92'],
  operations: {
    batchCrossEntropy: (logits, labels, options) => {
      const { zLoss, ...others } = options
      if (!zLoss || options.reduction !== 'mean')
        return right.batchCrossEntropy(logits, labels, options)
      const rows = logits.filter((_, n) => labels[n] !== options.ignoreIndex)
      const mean = total(rows.map(right.logSumExp)) / rows.length
      return (right.batchCrossEntropy(logits, labels, others) as number) + zLoss * mean ** 2
    },
  },
})
