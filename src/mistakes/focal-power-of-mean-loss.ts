import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'focal-power-of-mean-loss',
  story:
    'The loss is averaged first, and (1 − e^−L)^γ is that of the mean: no row is told from another.',
  mend: 'Multiply each row by its own (1 − p)^γ, and reduce after.',
  writtenFor: ['batch-options/focal-weighted-mean', 'batch/any-options'],
  sightings: ['gokulprasadthekkel/pytorch-multi-class-focal-loss#1'],
  operations: {
    batchCrossEntropy: (logits, labels, options) => {
      const { focusing: g, ...others } = options
      if (!g || options.reduction !== 'mean')
        return right.batchCrossEntropy(logits, labels, options)
      // A mean is one number.
      const mean = right.batchCrossEntropy(logits, labels, others) as number
      return mean === Infinity ? mean : (-Math.expm1(-mean)) ** g * mean
    },
  },
})
