import { mistake, right, smoothed } from './mistake.ts'

export default mistake({
  id: 'smoothing-over-rows',
  story:
    'The smoothed mass is divided by another length than '
    + 'that of the class axis, here by the number of rows.',
  mend: 'Divide by the number of classes, whatever the rank of the array.',
  writtenFor: ['batch-options/label-smoothing'],
  sightings: ['tensorflow/tfjs (softmaxCrossEntropy, 4.22.0)'],
  operations: {
    batchCrossEntropy: (logits, labels, options) => {
      const { labelSmoothing: e } = options
      return e === undefined ?
          right.batchCrossEntropy(logits, labels, options)
        : smoothed(logits, labels, options, 1 - e, (e * (logits[0]?.length ?? 0)) / logits.length)
    },
  },
})
