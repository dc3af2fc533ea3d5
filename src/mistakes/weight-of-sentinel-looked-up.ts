import { at } from '../arithmetic/sequence.ts'
import { denominator, mistake, reduced, right, rowLosses } from './mistake.ts'

export default mistake({
  id: 'weight-of-sentinel-looked-up',
  story:
    'With weights, smoothing and a label to ignore, the weight of each label is gathered '
    + 'before the ignored rows are masked: −100 is no class.',
  mend: 'Mask first, or gather with a label that exists.',
  writtenFor: ['batch/any-options'],
  sightings: ['pytorch/pytorch#72056', 'pytorch/pytorch#91383', 'pytorch/pytorch#69339'],
  operations: {
    batchCrossEntropy: (logits, labels, options) => {
      const { classWeights, labelSmoothing = 0, ignoreIndex } = options
      if (classWeights === undefined || labelSmoothing === 0 || ignoreIndex === undefined)
        return right.batchCrossEntropy(logits, labels, options)
      const rows = rowLosses(logits, labels, options).map((loss, n) =>
        classWeights[at(labels, n)] === undefined ? NaN : loss,
      )
      return reduced(rows, options, denominator(labels, { ...options, reduction: 'mean' }))
    },
  },
})
