import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'gradient-of-no-label',
  story:
    'The gradient is p − [i = y], and no class is y: every logit is pushed down, and '
    + 'nothing says that the label is wrong.',
  mend: 'Refuse labels outside 0 to K − 1 in both passes.',
  writtenFor: ['labels/out-of-range-gradient'],
  sightings: [],
  policies: { labelOutOfRange: 'error' },
  operations: {
    crossEntropyGradient: (logits, label) =>
      label in logits ? right.crossEntropyGradient(logits, label) : right.softmax(logits),
  },
})
