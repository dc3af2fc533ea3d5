import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'class-weights-not-in-sum-gradient',
  story:
    'The gradient of the mean is weighted where it is divided; under a sum nothing is '
    + 'divided, and nothing weighted.',
  mend: 'Weigh the target before the reduction is looked at.',
  writtenFor: ['batch/gradient-any-options'],
  sightings: [],
  operations: {
    batchCrossEntropyGradient: (logits, labels, options) => {
      const { classWeights: _, ...others } = options
      return right.batchCrossEntropyGradient(
        logits,
        labels,
        options.reduction === 'sum' ? others : options,
      )
    },
  },
})
