import { formats, roundNumber } from '../arithmetic/format.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'binary-batch-counts-in-bfloat',
  story:
    'The mean divides by a sum of ones in bfloat16, which stops at 256: from then on it '
    + 'grows with the batch.',
  mend: 'Count in integers.',
  writtenFor: ['binary-batch/any-options'],
  sightings: [],
  from: { rows: 257 },
  operations: {
    batchBinaryCrossEntropy: (logits, targets, options) => {
      const loss = right.batchBinaryCrossEntropy(logits, targets, options)
      if (options.reduction !== 'mean' || typeof loss !== 'number') return loss
      const count = logits.reduce((so) => roundNumber(so + 1, formats.bfloat16), 0)
      return loss * (logits.length / count)
    },
  },
})
