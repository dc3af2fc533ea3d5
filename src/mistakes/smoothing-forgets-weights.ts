import { at } from '../core/losses.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'smoothing-forgets-weights',
  story: 'Class weights multiply the label term alone when smoothing is on.',
  mend: 'Multiply the smoothed target, class by class.',
  breaks: ['batch-options/smoothing-with-weights'],
  sightings: [],
  operations: {
    batchCrossEntropy: (logits, labels, options) => {
      const { classWeights, labelSmoothing: e = 0, ...others } = options
      if (classWeights === undefined || e === 0) return right.batchCrossEntropy(logits, labels, options)
      const hard = right.batchCrossEntropy(logits, labels, { ...others, classWeights, reduction: 'none' })
      const soft = right.batchCrossEntropy(logits, labels, { ...others, labelSmoothing: 1, reduction: 'none' })
      if (!Array.isArray(hard) || !Array.isArray(soft)) return NaN
      const rows = hard.map((loss, n) => (1 - e) * loss + e * at(soft, n))
      const total = rows.reduce((a, b) => a + b, 0)
      return options.reduction === 'none' ? rows : options.reduction === 'sum' ? total : total / labels.reduce((sum, y) => sum + (classWeights[y] ?? 0), 0)
    },
  },
})
