import { at } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'cross-entropy-clamps-logits',
  story:
    'The logits are clamped to [−50, 50], in the value and, through the clamp, in the gradient.',
  mend: 'The shift by the greatest logit already keeps every exponential in range.',
  breaks: [
    'cross-entropy/infimum-zero',
    'cross-entropy/no-ceiling',
    'cross-entropy/is-log-sum-exp-minus-logit',
    'cross-entropy/shift-invariant',
    'cross-entropy/convex',
    'cross-entropy/masks-out',
    'cross-entropy/value',
    'cross-entropy/tail',
    'soft-cross-entropy/entropy-plus-divergence',
    'soft-cross-entropy/is-expected-surprise',
    'soft-cross-entropy/masked-zero-weight',
    'soft-cross-entropy/value',
    'gradient/p-minus-y',
    'gradient/own-softmax',
    'gradient/weights',
    'gradient/sums-to-zero',
    'gradient/weights-sum-to-zero',
    'gradient/confidently-wrong',
    'gradient/accurate-at-label',
    'gradient/slope-of-own-loss',
    'gradient/slope-of-own-soft-loss',
    'gradient/shift-invariant',
    'gradient/masked-class',
    'vjp/log-softmax-is-soft-gradient',
    'two-classes/cross-entropy-is-binary',
    'two-classes/soft-cross-entropy-is-binary',
    'two-classes/gradient-is-binary',
    'batch/one-row',
    'founding/ignores-density-of-inputs',
  ],
  sightings: [],
  operations: {
    crossEntropy: (logits, label) => right.crossEntropy(clamped(logits), label),
    crossEntropyGradient: (logits, label) =>
      through(logits, right.crossEntropyGradient(clamped(logits), label)),
    softCrossEntropy: (logits, target) => right.softCrossEntropy(clamped(logits), target),
    softCrossEntropyGradient: (logits, target) =>
      through(logits, right.softCrossEntropyGradient(clamped(logits), target)),
  },
})

const clamped = (z: readonly number[]): number[] => z.map((x) => Math.min(Math.max(x, -50), 50))

/** Where the clamp is flat, no slope comes back. */
const through = (z: readonly number[], slopes: readonly number[]): number[] =>
  slopes.map((g, i) => (Math.abs(at(z, i)) > 50 ? 0 : g))
