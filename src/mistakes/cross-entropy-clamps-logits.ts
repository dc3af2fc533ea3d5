import { at } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'cross-entropy-clamps-logits',
  story:
    'The logits are clamped to [−50, 50], in the value and, through the clamp, in the gradient.',
  mend: 'The shift by the greatest logit already keeps every exponential in range.',
  writtenFor: ['cross-entropy/no-ceiling', 'cross-entropy/value', 'gradient/confidently-wrong'],
  example: '{"logits":[0,100],"label":0}',
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
