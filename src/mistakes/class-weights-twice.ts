import { at } from '../arithmetic/sequence.ts'
import { mistake, reduced, right, rowLosses } from './mistake.ts'

export default mistake({
  id: 'class-weights-twice',
  story: 'The rows are weighted where they are computed and once more where they are reduced.',
  mend: 'Multiply by w[yₙ] once: the loss is of degree one in the weights.',
  writtenFor: ['batch-options/class-weights'],
  sightings: [],
  operations: {
    batchCrossEntropy: (logits, labels, options) => {
      const { classWeights: w } = options
      if (w === undefined) return right.batchCrossEntropy(logits, labels, options)
      return reduced(
        rowLosses(logits, labels, { ...options, classWeights: w.map((x) => x * x) }),
        options,
        labels.reduce((sum, y) => sum + at(w, y), 0),
      )
    },
  },
})
