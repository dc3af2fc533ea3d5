import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'gradient-of-none-divided',
  story: 'Without reduction the gradient is divided by the number of rows all the same.',
  mend: 'Divide for the mean alone.',
  writtenFor: ['batch/gradient-any-options'],
  sightings: ['ROCm/TransformerEngine#336'],
  operations: {
    batchCrossEntropyGradient: (logits, labels, options) =>
      right.batchCrossEntropyGradient(
        logits,
        labels,
        options.reduction === 'none' ? { ...options, reduction: 'mean' } : options,
      ),
  },
})
