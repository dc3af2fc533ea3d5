import { total } from '../arithmetic/sequence.ts'
import { mistake, reduced, right, rowLosses } from './mistake.ts'

export default mistake({
  id: 'weight-of-sentinel-wraps',
  story:
    'The weight of the ignored label is set to 0 in a copy of the weights, which are then '
    + 'read with `at`: for −1 the zero is set beside the list, and the weight of the last '
    + 'class is read.',
  mend: 'Mask rows by their label, not by its weight.',
  writtenFor: ['batch/any-options'],
  sightings: [],
  operations: {
    batchCrossEntropy: (logits, labels, options) => {
      const { classWeights, ignoreIndex, reduction } = options
      if (classWeights === undefined || ignoreIndex === undefined || reduction !== 'mean')
        return right.batchCrossEntropy(logits, labels, options)
      const weights = [...classWeights]
      weights[ignoreIndex] = 0
      return reduced(
        rowLosses(logits, labels, options),
        options,
        total(labels.map((y) => weights.at(y) ?? 0)),
      )
    },
  },
})
