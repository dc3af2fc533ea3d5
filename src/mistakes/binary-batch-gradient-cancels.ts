import { at } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'binary-batch-gradient-cancels',
  story:
    'The targets are subtracted from a column of sigmoids: '
    + 'a positive that is right by a logit of 37 has no slope left.',
  mend: 'Write (1 − t) σ(x) − t σ(−x), where for a hard target nothing cancels.',
  writtenFor: ['binary-batch/gradient-accurate'],
  sightings: [],
  operations: {
    batchBinaryCrossEntropyGradient: (logits, targets, { reduction, posWeight: w = 1 }) => {
      const by = reduction === 'mean' ? logits.length : 1
      return logits.map((x, n) => {
        const t = at(targets, n)
        return ((1 + (w - 1) * t) * right.sigmoid(x) - w * t) / by
      })
    },
  },
})
