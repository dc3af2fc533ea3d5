import { at } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'gradient-assumes-unit-mass',
  story:
    'The loss is right for all weights, but its gradient is '
    + 'p − t, which is so only where the weights sum to one.',
  mend: 'Return p Σ t − t.',
  writtenFor: ['gradient/weights-sum-to-zero', 'gradient/weights'],
  sightings: [
    'tensorflow/tfjs (softmaxCrossEntropy, 4.22.0)',
    'kvark/meganeura#102',
    'tensorflow/tensorflow#1234',
  ],
  operations: {
    softCrossEntropyGradient: (logits, target) =>
      right.softmax(logits).map((p, i) => p - at(target, i)),
  },
})
