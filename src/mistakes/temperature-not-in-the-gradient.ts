import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'temperature-not-in-the-gradient',
  story:
    'The backward pass, written by hand, has softmax(z / T) less onehot, without the slope 1 / T.',
  mend: 'Divide the gradient by the temperature as well.',
  writtenFor: ['batch-options/temperature-gradient'],
  sightings: [],
  operations: {
    batchCrossEntropyGradient: (logits, labels, options) => {
      const { temperature = 1 } = options
      return right
        .batchCrossEntropyGradient(logits, labels, options)
        .map((slopes) => slopes.map((slope) => slope * temperature))
    },
  },
})
