import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'row-weights-not-in-the-gradient',
  story:
    'The forward pass multiplies each loss by the weight of its row; the backward pass, written by '
    + 'hand, has softmax less onehot for every row.',
  mend: 'Multiply the gradient of each row by its weight as well.',
  writtenFor: ['batch/gradient-any-options'],
  sightings: [],
  operations: {
    batchCrossEntropyGradient: (logits, labels, options) => {
      const { rowWeights: _, ...others } = options
      return right.batchCrossEntropyGradient(
        logits,
        labels,
        options.reduction === 'mean' ? options : others,
      )
    },
  },
})
