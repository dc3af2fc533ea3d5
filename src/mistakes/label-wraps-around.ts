import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'label-wraps-around',
  story:
    'A label of -1 counts from the end, as array indexing '
    + 'likes to do, and trains on the last class.',
  mend: 'Refuse labels outside 0 to K - 1.',
  writtenFor: ['batch-options/label-out-of-range'],
  example: '{"logits":[0,0],"label":-1}',
  sightings: ['google-deepmind/optax (softmax_cross_entropy_with_integer_labels, 0.2.8)'],
  policies: { labelOutOfRange: 'error' },
  operations: {
    crossEntropy: (logits, label) =>
      right.crossEntropy(
        logits,
        logits.length === 0 ? label : ((label % logits.length) + logits.length) % logits.length,
      ),
  },
})
