import { at } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

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
      if (classWeights !== undefined && labelSmoothing > 0 && ignoreIndex !== undefined)
        for (const y of labels) at(classWeights, y)
      return right.batchCrossEntropy(logits, labels, options)
    },
  },
})
