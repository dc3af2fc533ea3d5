import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'label-counts-from-the-end-in-batch',
  story:
    'The logits of a batch are gathered by indices of which −1 is the last: padding trains it.',
  mend: 'Refuse labels below 0, or declare an ignoreIndex for them.',
  writtenFor: ['labels/out-of-range-in-batch'],
  sightings: [
    'google-deepmind/optax (softmax_cross_entropy_with_integer_labels, 0.2.8)',
    'Theano/Theano#3042',
  ],
  policies: { labelOutOfRange: 'error' },
  operations: {
    batchCrossEntropy: (logits, labels, options) =>
      right.batchCrossEntropy(
        logits,
        labels.map((y, n) =>
          y < 0 && y !== options.ignoreIndex ? y + (logits[n] ?? []).length : y,
        ),
        options,
      ),
  },
})
