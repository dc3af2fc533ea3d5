import { at } from '../arithmetic/sequence.ts'
import { mistake, reduced, right } from './mistake.ts'

export default mistake({
  id: 'pos-weight-of-certain-targets-only',
  story: 'An entry is positive where its target is 1: a target of 0.9 gets no weight at all.',
  mend: 'Multiply the term by its target, whatever lies in [0, 1].',
  writtenFor: ['binary-batch/any-options', 'binary-batch/pos-weight'],
  sightings: [],
  operations: {
    batchBinaryCrossEntropy: (logits, targets, options) => {
      const { posWeight: w = 1 } = options
      return reduced(
        logits.map((x, n) => {
          const t = at(targets, n)
          return (t === 1 ? w : 1) * right.binaryCrossEntropy(x, t)
        }),
        options,
      )
    },
  },
})
