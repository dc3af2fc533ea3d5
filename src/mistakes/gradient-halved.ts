import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'gradient-halved',
  story: 'A factor 1/2, as squared errors have one, is left in the gradient but not in the loss.',
  mend:
    'Differentiate the very loss that is returned; '
    + 'a central difference shows the factor at once.',
  writtenFor: ['gradient/slope-of-own-loss', 'gradient/p-minus-y'],
  sightings: ['markroxor/fromscratchtoml#65'],
  operations: {
    crossEntropyGradient: (logits, label) =>
      right.crossEntropyGradient(logits, label).map((g) => g / 2),
    softCrossEntropyGradient: (logits, target) =>
      right.softCrossEntropyGradient(logits, target).map((g) => g / 2),
  },
})
