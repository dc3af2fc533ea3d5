import { at } from '../arithmetic/sequence.ts'
import { denominator, mistake, reduced, right, rowLosses, unsure } from './mistake.ts'

export default mistake({
  id: 'focal-power-cancels',
  story:
    'What is left of a probability is 1 less a rounded one: from p = 1 − 10⁻¹⁶ on the loss is 0, and '
    + 'before that half of the digits are gone.',
  mend: 'Add up the probabilities of the other classes, or take −expm1(−loss).',
  writtenFor: ['batch-options/focal-accurate'],
  example: '{"logits":[[40,0]],"labels":[0],"number":2}',
  sightings: [],
  operations: {
    batchCrossEntropy: (logits, labels, options) => {
      const { focusing: g, ...others } = options
      if (!g || options.labelSmoothing || options.zLoss)
        return right.batchCrossEntropy(logits, labels, options)
      const rest = unsure(logits, labels, options).map((q) => 1 - (1 - q))
      const rows = rowLosses(logits, labels, others).map((loss, n) =>
        loss === 0 ? 0 : at(rest, n) ** g * loss,
      )
      return reduced(rows, options, denominator(labels, options))
    },
  },
})
