import { denominator, mistake, reduced, right, rowLosses } from './mistake.ts'

export default mistake({
  id: 'z-loss-of-ignored-rows',
  story: 'The loss of an ignored row is masked, and its z-loss, which reads no label, is not.',
  mend: 'Mask the sum of both.',
  writtenFor: ['batch/any-options'],
  sightings: [],
  operations: {
    batchCrossEntropy: (logits, labels, options) => {
      const { zLoss, ignoreIndex } = options
      if (!zLoss || ignoreIndex === undefined)
        return right.batchCrossEntropy(logits, labels, options)
      const rows = rowLosses(logits, labels, options).map((loss, n) =>
        labels[n] === ignoreIndex ? zLoss * right.zLoss(logits[n] ?? []) : loss,
      )
      return reduced(rows, options, denominator(labels, options))
    },
  },
})
