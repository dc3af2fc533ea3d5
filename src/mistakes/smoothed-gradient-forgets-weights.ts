import { at } from '../arithmetic/sequence.ts'
import { denominator, mistake, right, targetOf } from './mistake.ts'

export default mistake({
  id: 'smoothed-gradient-forgets-weights',
  story:
    'The loss weighs each class of the smoothed target; its gradient weighs the label term '
    + 'alone.',
  mend: 'Derive the target that the loss uses, w ∘ ((1 − e) y + e/K).',
  writtenFor: ['batch/gradient-any-options'],
  example:
    '{"logits":[[0,0]],"labels":[0],"options":{"reduction":"none","classWeights":[1,2],"labelSmoothing":0.5}}',
  sightings: [],
  operations: {
    batchCrossEntropyGradient: (logits, labels, options) => {
      const { classWeights, labelSmoothing: e = 0, ...others } = options
      const by = denominator(labels, options)
      return logits.map((z, n) => {
        const label = at(labels, n)
        const even = targetOf(z.length, label, { ...others, labelSmoothing: 1 })
        const own = targetOf(z.length, label, { ...others, ...(classWeights && { classWeights }) })
        const target = own.map((t, i) => (1 - e) * t + e * at(even, i))
        return right.softCrossEntropyGradient(z, target).map((g) => g / by)
      })
    },
  },
})
