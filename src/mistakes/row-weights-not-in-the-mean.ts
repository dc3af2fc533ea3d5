import { denominator, mistake, right } from './mistake.ts'

export default mistake({
  id: 'row-weights-not-in-the-mean',
  story:
    'Losses are multiplied by the weights of their rows, and their mean divides by the number of '
    + 'rows: halving all weights halves the loss.',
  mend: 'Divide by the sum of the weights that were multiplied by.',
  writtenFor: ['batch-options/row-weighted-mean', 'batch/any-options'],
  sightings: ['keras-team/keras#13329', 'keras-team/keras#19740', 'sb-ai-lab/RePlay#91'],
  operations: {
    batchCrossEntropy: (logits, labels, options) => {
      if (options.reduction !== 'mean' || options.rowWeights === undefined)
        return right.batchCrossEntropy(logits, labels, options)
      const { rowWeights: _, ...others } = options
      const sum = right.batchCrossEntropy(logits, labels, {
        ...options,
        reduction: 'sum',
      }) as number
      return sum / denominator(labels, others)
    },
  },
})
