import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'binary-batch-sum-is-mean',
  story: 'Sum is taken for mean.',
  mend: 'Keep the reductions apart.',
  writtenFor: ['binary-batch/sum'],
  sightings: [],
  operations: {
    batchBinaryCrossEntropy: (logits, targets, options) =>
      right.batchBinaryCrossEntropy(
        logits,
        targets,
        options.reduction === 'sum' ? { ...options, reduction: 'mean' } : options,
      ),
  },
})
