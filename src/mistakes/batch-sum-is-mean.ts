import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'batch-sum-is-mean',
  story: 'The reduction is read as a flag: whatever is not none is averaged.',
  mend: 'Keep sum and mean apart.',
  writtenFor: ['batch/sum'],
  sightings: ['tensorflow/tensorflow#1358'],
  operations: {
    batchCrossEntropy: (logits, labels, options) =>
      right.batchCrossEntropy(
        logits,
        labels,
        options.reduction === 'sum' ? { ...options, reduction: 'mean' } : options,
      ),
  },
})
