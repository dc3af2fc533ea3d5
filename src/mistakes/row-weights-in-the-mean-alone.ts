import { denominator, mistake, right } from './mistake.ts'

export default mistake({
  id: 'row-weights-in-the-mean-alone',
  story:
    'The mean divides by the sum of the weights of rows, but adds the losses of all of them as they '
    + 'are: what was masked still counts.',
  mend: 'Multiply each loss by its weight before the sum.',
  writtenFor: ['batch-options/row-weighted-mean', 'batch/any-options'],
  sightings: ['alibaba/ROLL#444'],
  operations: {
    batchCrossEntropy: (logits, labels, options) => {
      if (options.reduction !== 'mean' || options.rowWeights === undefined)
        return right.batchCrossEntropy(logits, labels, options)
      const { rowWeights: _, ...others } = options
      const sum = right.batchCrossEntropy(logits, labels, { ...others, reduction: 'sum' }) as number
      return sum / denominator(labels, options)
    },
  },
})
