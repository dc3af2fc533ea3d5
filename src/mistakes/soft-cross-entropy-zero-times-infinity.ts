import { at } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'soft-cross-entropy-zero-times-infinity',
  story:
    'Every weight is multiplied by the logarithm of its probability: a class of '
    + 'weight 0 that is masked, or whose probability underflowed, contributes 0 · −∞ = NaN.',
  mend: 'Leave out the terms of weight 0: t log p tends to 0 with t.',
  writtenFor: ['soft-cross-entropy/value'],
  example: '{"logits":[0,-746],"target":[1,0]}',
  sightings: [
    'google-deepmind/optax#896',
    'OpenBMB/ModelCenter#14',
    'tiny-dnn/tiny-dnn#410',
    'huggingface/trl#7263',
  ],
  operations: {
    softCrossEntropy: (logits, target) =>
      right.softmax(logits).reduce((sum, p, i) => sum - at(target, i) * Math.log(p), 0),
  },
})
