import { formats, roundNumber } from '../arithmetic/format.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'binary-batch-sums-in-bfloat',
  story:
    'The losses of the entries are added in bfloat16: two digits, and after some hundred '
    + 'entries each is lost beside the sum so far.',
  mend: 'Accumulate in binary32, and round once at the end.',
  writtenFor: ['binary-batch/any-options'],
  example: '{"logits":["0*1000"],"targets":["0*1000"],"options":{"reduction":"sum"}}',
  sightings: [],
  operations: {
    batchBinaryCrossEntropy: (logits, targets, options) => {
      if (options.reduction === 'none')
        return right.batchBinaryCrossEntropy(logits, targets, options)
      const rows = right.batchBinaryCrossEntropy(logits, targets, { ...options, reduction: 'none' })
      const sum = [rows].flat().reduce((so, x) => roundNumber(so + x, formats.bfloat16), 0)
      return options.reduction === 'sum' ? sum : sum / logits.length
    },
  },
})
