import { at } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'soft-cross-entropy-zero-times-infinity',
  story:
    'Every weight is multiplied by its log p, so that a '
    + 'masked class of weight 0 contributes 0 · −∞ = NaN.',
  mend: 'Leave out the terms of weight 0: t log p tends to 0 with t.',
  writtenFor: ['soft-cross-entropy/masked-zero-weight'],
  sightings: [
    'google-deepmind/optax#896',
    'OpenBMB/ModelCenter#14',
    'tiny-dnn/tiny-dnn#410',
    'huggingface/trl#7263',
  ],
  operations: {
    softCrossEntropy: (logits, target) =>
      right.logSoftmax(logits).reduce((sum, logP, i) => sum - at(target, i) * logP, 0),
  },
})
