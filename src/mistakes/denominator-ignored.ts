import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'denominator-ignored',
  story:
    'The number of items in all micro-batches is accepted, and each of them still divides by its own: '
    + 'the loss grows with the steps of accumulation.',
  mend: 'Where a denominator is given, divide the sum by that alone.',
  writtenFor: ['batch-options/denominator', 'batch-options/micro-batches'],
  sightings: ['huggingface/transformers#37766', 'ml-explore/mlx-lm#1413'],
  operations: {
    batchCrossEntropy: (logits, labels, { denominator: _, ...options }) =>
      right.batchCrossEntropy(logits, labels, options),
  },
})
