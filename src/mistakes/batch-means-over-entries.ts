import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'batch-means-over-entries',
  story: 'The mean divides by all entries of the logits, N K of them, instead of the N rows.',
  mend: 'Divide by the number of rows.',
  writtenFor: ['batch/mean'],
  sightings: [],
  operations: {
    batchCrossEntropy: (logits, labels, options) => {
      const loss = right.batchCrossEntropy(logits, labels, options)
      return options.reduction === 'mean' && typeof loss === 'number' ?
          loss / (logits[0]?.length ?? 1)
        : loss
    },
  },
})
