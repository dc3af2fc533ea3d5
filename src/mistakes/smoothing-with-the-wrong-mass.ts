import { mistake, right, smoothed } from './mistake.ts'

export default mistake({
  id: 'smoothing-with-the-wrong-mass',
  story: 'The other classes get (1 − e)/K each, where e/K was meant: the target sums to 2 (1 − e).',
  mend:
    'Spread what was taken from the label, e/K; at equal '
    + 'logits the loss is then log K for every e.',
  writtenFor: ['batch-options/label-smoothing'],
  sightings: ['paiml/aprender#2199'],
  operations: {
    batchCrossEntropy: (logits, labels, options) => {
      const { labelSmoothing: e } = options
      return e === undefined ?
          right.batchCrossEntropy(logits, labels, options)
        : smoothed(logits, labels, options, 1 - e, 1 - e)
    },
  },
})
