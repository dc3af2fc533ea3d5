import { at } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'binary-batch-gradient-through-sigmoid',
  story:
    'The difference is multiplied by p(1 - p), as under '
    + 'squared error: a confident mistake stops learning.',
  mend: 'The logarithm cancels that factor: the gradient is p - t.',
  writtenFor: ['binary-batch/gradient'],
  sightings: [],
  operations: {
    batchBinaryCrossEntropyGradient: (logits, targets, options) =>
      right.batchBinaryCrossEntropyGradient(logits, targets, options).map((g, n) => {
        const p = right.sigmoid(at(logits, n))
        return g * p * (1 - p)
      }),
  },
})
