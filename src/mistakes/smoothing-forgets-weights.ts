import { at } from '../arithmetic/sequence.ts'
import { mistake, reduced, right, rowLosses } from './mistake.ts'

export default mistake({
  id: 'smoothing-forgets-weights',
  story: 'Class weights multiply the label term alone when smoothing is on.',
  mend: 'Multiply the smoothed target, class by class.',
  writtenFor: ['batch-options/smoothing-with-weights'],
  sightings: [],
  operations: {
    batchCrossEntropy: (logits, labels, options) => {
      const { classWeights, labelSmoothing: e = 0, ...others } = options
      if (classWeights === undefined || e === 0)
        return right.batchCrossEntropy(logits, labels, options)
      const soft = rowLosses(logits, labels, { ...others, labelSmoothing: 1 })
      const rows = rowLosses(logits, labels, { ...others, classWeights }).map(
        (loss, n) => (1 - e) * loss + e * at(soft, n),
      )
      return reduced(
        rows,
        options,
        labels.reduce((sum, y) => sum + (classWeights[y] ?? 0), 0),
      )
    },
  },
})
