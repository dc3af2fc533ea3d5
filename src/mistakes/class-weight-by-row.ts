import { at } from '../arithmetic/sequence.ts'
import { mistake, reduced, right, rowLosses } from './mistake.ts'

export default mistake({
  id: 'class-weight-by-row',
  story: 'Weights are looked up by the row number instead of the label.',
  mend: 'Index class weights by class.',
  writtenFor: ['batch-options/class-weights'],
  sightings: [],
  operations: {
    batchCrossEntropy: (logits, labels, options) => {
      const { classWeights, ...others } = options
      if (classWeights === undefined) return right.batchCrossEntropy(logits, labels, options)
      const weights = labels.map((_, n) => at(classWeights, n % classWeights.length))
      return reduced(
        rowLosses(logits, labels, others).map((loss, n) => loss * at(weights, n)),
        options,
        weights.reduce((a, b) => a + b, 0),
      )
    },
  },
})
