import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'gradient-halved',
  story: 'A factor 1/2, as squared errors have one, is left in the gradient but not in the loss.',
  mend:
    'Differentiate the very loss that is returned; '
    + 'a central difference shows the factor at once.',
  breaks: [
    'gradient/p-minus-y',
    'gradient/own-softmax',
    'gradient/weights',
    'gradient/confidently-wrong',
    'gradient/accurate-at-label',
    'gradient/slope-of-own-loss',
    'gradient/slope-of-own-soft-loss',
    'vjp/log-softmax-is-soft-gradient',
    'two-classes/gradient-is-binary',
    'founding/sigmoid-shrinks-gradient',
    'founding/one-step-reaches-the-floor',
  ],
  sightings: ['markroxor/fromscratchtoml#65'],
  operations: {
    crossEntropyGradient: (logits, label) =>
      right.crossEntropyGradient(logits, label).map((g) => g / 2),
    softCrossEntropyGradient: (logits, target) =>
      right.softCrossEntropyGradient(logits, target).map((g) => g / 2),
  },
})
