import { at, greatest } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'soft-cross-entropy-assumes-unit-mass',
  story:
    'log Σ eᶻ − Σ tᵢ zᵢ and its gradient p − t hold for weights '
    + 'that sum to one; others are not asked for their sum.',
  mend: 'Multiply log-sum-exp, and p in the gradient, by Σ t.',
  writtenFor: ['soft-cross-entropy/homogeneous', 'soft-cross-entropy/value', 'gradient/weights'],
  sightings: ['kvark/meganeura#102', 'tensorflow/tensorflow#2327', 'PaddlePaddle/Paddle#63678'],
  operations: {
    softCrossEntropy: (logits, target) => {
      const max = greatest(logits)
      const logSum = Math.log(logits.reduce((sum, z) => sum + Math.exp(z - max), 0))
      return target.reduce(
        (loss, t, i) => (t === 0 ? loss : loss - t * (at(logits, i) - max)),
        logSum,
      )
    },
    softCrossEntropyGradient: (logits, target) =>
      right.softmax(logits).map((p, i) => p - at(target, i)),
  },
})
