import { at } from '../arithmetic/sequence.ts'
import { denominator, mistake, reduced, right, rowLosses, unsure } from './mistake.ts'

export default mistake({
  id: 'focal-multiplies-by-gamma',
  story: 'One asterisk for two: γ (1 − p) for (1 − p)^γ, so that a hard row costs γ times as much.',
  mend: 'Raise 1 − p to the power γ: it may lower a loss, and never raises one.',
  writtenFor: ['batch-options/focal-below-plain', 'batch-options/focal'],
  sightings: ['fudannlp16/focal-loss#3'],
  operations: {
    batchCrossEntropy: (logits, labels, options) => {
      const { focusing: g, ...others } = options
      if (!g || options.labelSmoothing || options.zLoss)
        return right.batchCrossEntropy(logits, labels, options)
      const rest = unsure(logits, labels, options)
      const rows = rowLosses(logits, labels, others).map((loss, n) =>
        loss === 0 ? 0 : g * at(rest, n) * loss,
      )
      return reduced(rows, options, denominator(labels, options))
    },
  },
})
