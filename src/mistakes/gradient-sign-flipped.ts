import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'gradient-sign-flipped',
  story: 'The gradient is y − p: the way downhill, not the slope.',
  mend: 'Return p − y, and let the optimiser subtract it.',
  breaks: [
    'gradient/p-minus-y',
    'gradient/own-softmax',
    'gradient/weights',
    'gradient/bounded',
    'gradient/confidently-wrong',
    'gradient/accurate-at-label',
    'gradient/slope-of-own-loss',
    'gradient/slope-of-own-soft-loss',
    'vjp/log-softmax-is-soft-gradient',
    'two-classes/gradient-is-binary',
    'founding/sigmoid-shrinks-gradient',
    'founding/one-step-reaches-the-floor',
  ],
  sightings: ['eriklindernoren/ML-From-Scratch#107'],
  operations: {
    crossEntropyGradient: (logits, label) =>
      right.softmax(logits).map((p, i) => (i === label ? 1 : 0) - p),
    softCrossEntropyGradient: (logits, target) =>
      right.softCrossEntropyGradient(logits, target).map((g) => -g),
  },
})
