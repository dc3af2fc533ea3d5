import { total } from '../arithmetic/sequence.ts'
import { mistake, reduced, right } from './mistake.ts'

export default mistake({
  id: 'pos-weight-in-the-mean',
  story:
    'The mean divides by the weights of the entries, 1 + (w − 1) t each, as a mean with '
    + 'class weights would.',
  mend: 'Divide by the number of entries: this weight is part of the loss.',
  writtenFor: ['binary-batch/any-options'],
  sightings: [],
  operations: {
    batchBinaryCrossEntropy: (logits, targets, options) => {
      const { posWeight: w = 1 } = options
      const rows = right.batchBinaryCrossEntropy(logits, targets, { ...options, reduction: 'none' })
      return reduced([rows].flat(), options, total(targets.map((t) => 1 + (w - 1) * t)))
    },
  },
})
