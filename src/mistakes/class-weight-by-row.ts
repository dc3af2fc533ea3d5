import { at } from '../core/losses.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'class-weight-by-row',
  story: 'Weights are looked up by the row number instead of the label.',
  mend: 'Index class weights by class.',
  breaks: ['batch-options/class-weights', 'batch-options/weighted-mean', 'batch-options/smoothing-with-weights'],
  sightings: [],
  operations: {
    batchCrossEntropy: (logits, labels, options) => {
      const { classWeights, ...others } = options
      const rows = right.batchCrossEntropy(logits, labels, { ...others, reduction: 'none' })
      if (classWeights === undefined || !Array.isArray(rows)) return right.batchCrossEntropy(logits, labels, options)
      const weights = labels.map((_, n) => at(classWeights, n % classWeights.length))
      const weighted = rows.map((loss, n) => loss * at(weights, n))
      const total = weighted.reduce((a, b) => a + b, 0)
      return options.reduction === 'none' ? weighted : options.reduction === 'sum' ? total : total / weights.reduce((a, b) => a + b, 0)
    },
  },
})
