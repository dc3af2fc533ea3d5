import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'gradient-sign-flipped',
  story: 'The gradient is y − p: the way downhill, not the slope.',
  mend: 'Return p − y, and let the optimiser subtract it.',
  writtenFor: ['gradient/slope-of-own-loss', 'gradient/p-minus-y'],
  sightings: ['eriklindernoren/ML-From-Scratch#107'],
  operations: {
    crossEntropyGradient: (logits, label) =>
      right.softmax(logits).map((p, i) => (i === label ? 1 : 0) - p),
    softCrossEntropyGradient: (logits, target) =>
      right.softCrossEntropyGradient(logits, target).map((g) => -g),
  },
})
