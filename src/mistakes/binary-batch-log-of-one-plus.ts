import { at } from '../arithmetic/sequence.ts'
import { mistake, reduced } from './mistake.ts'

export default mistake({
  id: 'binary-batch-log-of-one-plus',
  story:
    'The stable form over a column, (1 − t) x + w (log(1 + e^(−|x|)) + max(−x, 0)), '
    + 'lacks log1p: answers that are right by a logit of 37 cost nothing.',
  mend: 'Use log1p(e^(−|x|)): it is e^(−|x|) where that is small.',
  writtenFor: ['binary-batch/accurate'],
  sightings: [],
  operations: {
    batchBinaryCrossEntropy: (logits, targets, options) =>
      reduced(
        logits.map((x, n) => {
          const [t, w] = [at(targets, n), options.posWeight ?? 1]
          const weight = 1 + (w - 1) * t
          return (1 - t) * x + weight * (Math.log(1 + Math.exp(-Math.abs(x))) + Math.max(-x, 0))
        }),
        options,
      ),
  },
})
