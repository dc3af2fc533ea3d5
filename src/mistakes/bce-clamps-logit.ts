import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'bce-clamps-logit',
  story:
    'The logit is clamped to [−15, 15], in the value and in the gradient '
    + 'alike: what is further out costs no more and teaches nothing.',
  mend: 'The stable form needs no clamp: its exponent is never above 0.',
  writtenFor: ['binary/no-ceiling', 'binary/value', 'binary/gradient-value'],
  sightings: ['princeton-vl/CornerNet#101'],
  operations: {
    binaryCrossEntropy: (logit, target) => right.binaryCrossEntropy(clamp(logit), target),
    binaryCrossEntropyGradient: (logit, target) =>
      Math.abs(logit) > 15 ? 0 : right.binaryCrossEntropyGradient(logit, target),
  },
})

const clamp = (x: number): number => Math.min(Math.max(x, -15), 15)
