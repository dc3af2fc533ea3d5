import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'smoothing-not-in-sum-gradient',
  story:
    'The gradient of the mean is that of the smoothed target; the path of the sum, written '
    + 'earlier, knows the label alone.',
  mend: 'Write one backward pass, and scale it by the reduction.',
  writtenFor: ['batch/gradient-any-options'],
  sightings: [],
  operations: {
    batchCrossEntropyGradient: (logits, labels, options) => {
      const { labelSmoothing: _, ...others } = options
      return right.batchCrossEntropyGradient(
        logits,
        labels,
        options.reduction === 'sum' ? others : options,
      )
    },
  },
})
