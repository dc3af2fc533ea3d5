import { at, total } from '../arithmetic/sequence.ts'
import { denominator, mistake, reduced, right, rowLosses } from './mistake.ts'

export default mistake({
  id: 'smoothing-of-ignored-rows',
  story:
    'The label term of an ignored row is left out; the smoothed part, the mean of −log p '
    + 'over all classes, is taken over every row.',
  mend: 'Mask both parts with the label.',
  writtenFor: ['batch/any-options'],
  sightings: ['linkedin/Liger-Kernel#198', 'pytorch/pytorch#73205', 'tinygrad/tinygrad#3570'],
  operations: {
    batchCrossEntropy: (logits, labels, options) => {
      const { labelSmoothing: e = 0, ignoreIndex, ...others } = options
      if (e === 0) return right.batchCrossEntropy(logits, labels, options)
      const rows = rowLosses(logits, labels, options).map((loss, n) =>
        at(labels, n) === ignoreIndex ?
          e * total(rowLosses([at(logits, n)], [0], { ...others, labelSmoothing: 1 }))
        : loss,
      )
      return reduced(rows, options, denominator(labels, options))
    },
  },
})
