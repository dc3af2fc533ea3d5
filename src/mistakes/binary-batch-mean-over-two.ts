import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'binary-batch-mean-over-two',
  story:
    'The mean divides by two entries for every example, as if there were a column for each class.',
  mend: 'One logit is one entry.',
  writtenFor: ['binary-batch/mean'],
  sightings: [],
  operations: {
    batchBinaryCrossEntropy: (logits, targets, options) => {
      const loss = right.batchBinaryCrossEntropy(logits, targets, options)
      return options.reduction === 'mean' && typeof loss === 'number' ? loss / 2 : loss
    },
  },
})
