import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'gradient-only-at-label',
  story:
    'Only the logit of the label gets a slope, p_y − 1; '
    + 'the others get 0, since the loss reads only p_y.',
  mend: 'Every logit stands in the sum of softmax: the others have the slope pᵢ.',
  writtenFor: ['gradient/sums-to-zero', 'gradient/p-minus-y'],
  sightings: [],
  operations: {
    crossEntropyGradient: (logits, label) =>
      right.softmax(logits).map((p, i) => (i === label ? p - 1 : 0)),
  },
})
