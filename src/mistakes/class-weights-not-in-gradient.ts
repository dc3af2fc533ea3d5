import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'class-weights-not-in-gradient',
  story: 'The loss is weighted and its gradient is not, under no reduction.',
  mend: 'Write the target with its weights once, and derive loss and gradient from it.',
  writtenFor: ['batch/gradient-any-options'],
  sightings: [],
  operations: {
    batchCrossEntropyGradient: (logits, labels, { classWeights: _, ...options }) =>
      right.batchCrossEntropyGradient(logits, labels, options),
  },
})
