import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'gradient-only-at-label',
  story:
    'Only the logit of the label gets a slope, p_y − 1; '
    + 'the others get 0, since the loss reads only p_y.',
  mend: 'Every logit stands in the sum of softmax: the others have the slope pᵢ.',
  breaks: [
    'gradient/p-minus-y',
    'gradient/own-softmax',
    'gradient/sums-to-zero',
    'gradient/accurate-at-label',
    'gradient/slope-of-own-loss',
    'two-classes/gradient-is-binary',
    'founding/sigmoid-shrinks-gradient',
    'founding/one-step-reaches-the-floor',
    'founding/ignores-density-of-inputs',
  ],
  sightings: [],
  operations: {
    crossEntropyGradient: (logits, label) =>
      right.softmax(logits).map((p, i) => (i === label ? p - 1 : 0)),
  },
})
