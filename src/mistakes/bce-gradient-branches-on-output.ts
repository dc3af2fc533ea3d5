import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'bce-gradient-branches-on-output',
  story:
    'The value takes the identity for softplus where x > 20, the gradient '
    + 'where softplus(x) > 20: between the two its slope is cut off at 1.',
  mend:
    'Branch on the same number in both directions, or '
    + 'use the sigmoid, which needs no branch here.',
  writtenFor: ['binary/gradient-value'],
  sightings: ['pytorch/pytorch#55587', 'pytorch/pytorch#61568'],
  operations: {
    binaryCrossEntropyGradient: (logit, target) =>
      (right.softplus(logit) > 20 ? 1 : right.sigmoid(logit)) - target,
  },
})
