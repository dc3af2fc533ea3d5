import { at } from '../arithmetic/sequence.ts'
import { denominator, mistake, reduced, right, rowLosses, unsure } from './mistake.ts'

export default mistake({
  id: 'focal-power-by-logarithm',
  story:
    'The power is e^(γ log(1 − p)), also for γ = 0: where the label is sure, 0 times the logarithm '
    + 'of 0 is NaN.',
  mend: 'Leave the power out where γ is 0: x⁰ is 1, also for 0.',
  writtenFor: ['batch-options/focal-at-zero'],
  example: '{"logits":[[1000,0]],"labels":[0]}',
  sightings: ['google-deepmind/optax#1267', 'ChiefGodMan/Focal-Loss-implement-on-Tensorflow#15'],
  operations: {
    batchCrossEntropy: (logits, labels, options) => {
      const { focusing: g, ...others } = options
      if (g !== 0) return right.batchCrossEntropy(logits, labels, options)
      const rest = unsure(logits, labels, options)
      const rows = rowLosses(logits, labels, others).map((loss, n) =>
        labels[n] === options.ignoreIndex ? 0 : Math.exp(g * Math.log(at(rest, n))) * loss,
      )
      return reduced(rows, options, denominator(labels, options))
    },
  },
})
