import { at } from '../arithmetic/sequence.ts'
import { denominator, mistake, reduced, right, rowLosses } from './mistake.ts'

export default mistake({
  id: 'focal-power-of-weighted-loss',
  story:
    'The probability is taken back from the loss, as e^−L, after the weight of its class has '
    + 'multiplied that: p^w stands for p.',
  mend: 'Take p from the logits, or from the loss before it is weighted.',
  writtenFor: ['batch-options/focal-weighted-mean', 'batch/any-options'],
  sightings: [
    'gokulprasadthekkel/pytorch-multi-class-focal-loss#1',
    'marcdcfischer/PUNet#1',
    'pytorch/vision#7760',
  ],
  operations: {
    batchCrossEntropy: (logits, labels, options) => {
      const { focusing: g, rowWeights, ...others } = options
      if (!g || !options.classWeights || options.labelSmoothing || options.zLoss)
        return right.batchCrossEntropy(logits, labels, options)
      const rows = rowLosses(logits, labels, others).map((loss, n) => {
        const focal = loss === Infinity ? loss : (-Math.expm1(-loss)) ** g * loss
        return rowWeights ? at(rowWeights, n) * focal : focal
      })
      return reduced(rows, options, denominator(labels, options))
    },
  },
})
