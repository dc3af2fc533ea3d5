import { formats, roundNumber } from '../arithmetic/format.ts'
import { mistake, right, rowLosses } from './mistake.ts'

export default mistake({
  id: 'batch-sums-in-half-precision',
  story:
    'The losses of the rows are added in binary16: from the third '
    + 'digit on they are rounded, and above 65504 they are infinite.',
  mend: 'Keep the sum in binary32 at least; only the inputs are worth halving.',
  writtenFor: ['batch/sum', 'batch/mean'],
  sightings: [],
  operations: {
    batchCrossEntropy: (logits, labels, options) => {
      if (options.reduction === 'none') return right.batchCrossEntropy(logits, labels, options)
      const sum = rowLosses(logits, labels, options).reduce((total, loss) => half(total + loss), 0)
      const weights = labels.map((y) =>
        y === options.ignoreIndex ? 0 : (options.classWeights?.[y] ?? 1),
      )
      return options.reduction === 'sum' ? sum : sum / weights.reduce((a, b) => a + b, 0)
    },
  },
})

const half = (x: number): number => roundNumber(x, formats.binary16)
