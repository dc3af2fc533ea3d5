import { at, greatest } from '../arithmetic/sequence.ts'
import { mistake, reduced } from './mistake.ts'

export default mistake({
  id: 'batch-shifts-by-batch-maximum',
  story: 'One maximum is taken over the whole batch: rows far below it underflow together.',
  mend: 'Take the maximum of each row.',
  writtenFor: ['batch/rows-independent', 'batch/value'],
  sightings: ['manassharma07/crysx_nn#7'],
  operations: {
    batchCrossEntropy: (logits, labels, options) => {
      const max = greatest(logits.flat())
      const rows = logits.map((z, n) => {
        const sum = z.reduce((total, x) => total + Math.exp(x - max), 0)
        return Math.log(sum) - (at(z, at(labels, n)) - max)
      })
      return reduced(rows, options)
    },
  },
})
