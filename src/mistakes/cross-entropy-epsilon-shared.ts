import { at } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'cross-entropy-epsilon-shared',
  story:
    'The logarithm is taken of p + 10⁻⁷, and the gradient is that '
    + 'of this very loss: the two agree, on the wrong function.',
  mend: 'Compute −log p from logits, where no logarithm of 0 is in sight.',
  writtenFor: ['cross-entropy/value', 'gradient/p-minus-y'],
  sightings: ['tensorflow/tensorflow#41595'],
  operations: {
    crossEntropy: (logits, label) => -Math.log(at(right.softmax(logits), label) + 1e-7),
    crossEntropyGradient: (logits, label) => {
      const p = at(right.softmax(logits), label)
      return right.crossEntropyGradient(logits, label).map((slope) => (slope * p) / (p + 1e-7))
    },
  },
})
