import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'bce-clamps-logit',
  story:
    'The logit is clamped to [−15, 15], in the value and in the gradient '
    + 'alike: what is further out costs no more and teaches nothing.',
  mend: 'The stable form needs no clamp: its exponent is never above 0.',
  breaks: [
    'binary/no-ceiling',
    'binary/convex',
    'binary/value',
    'binary/tail',
    'binary/gradient-value',
    'binary/gradient-tail',
    'two-classes/cross-entropy-is-binary',
    'two-classes/soft-cross-entropy-is-binary',
    'two-classes/gradient-is-binary',
    'special-values/certain-answers',
  ],
  sightings: ['princeton-vl/CornerNet#101'],
  operations: {
    binaryCrossEntropy: (logit, target) => right.binaryCrossEntropy(clamp(logit), target),
    binaryCrossEntropyGradient: (logit, target) =>
      Math.abs(logit) > 15 ? 0 : right.binaryCrossEntropyGradient(logit, target),
  },
})

const clamp = (x: number): number => Math.min(Math.max(x, -15), 15)
