import { at, total } from '../arithmetic/sequence.ts'
import { mistake, reduced, right, rowLosses } from './mistake.ts'

export default mistake({
  id: 'batch-label-reads-a-neighbour',
  story:
    'The logit of a label is read at n K + y from the rows laid end to end: the label K '
    + 'reads the next row, and −1 the one before.',
  mend: 'Refuse labels outside 0 to K − 1 before they become addresses.',
  writtenFor: ['labels/out-of-range-in-batch'],
  sightings: ['PaddlePaddle/Paddle#36891', 'pytorch/pytorch#12670'],
  policies: { labelOutOfRange: 'error' },
  operations: {
    batchCrossEntropy: (logits, labels, options) => {
      const all = logits.flat()
      const rows = logits.map((z, n) => {
        const y = at(labels, n)
        return y in z || y === options.ignoreIndex ?
            total(rowLosses([z], [y], options))
          : right.logSumExp(z) - (all[n * z.length + y] ?? NaN)
      })
      const weights = labels.map((y) =>
        y === options.ignoreIndex ? 0 : (options.classWeights?.[y] ?? 1),
      )
      return reduced(rows, options, total(weights))
    },
  },
})
