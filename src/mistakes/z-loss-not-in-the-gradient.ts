import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'z-loss-not-in-the-gradient',
  story: 'The z-loss is added to the loss that is logged, from a log-sum-exp without a gradient.',
  mend: 'Add 2a LSE(z) softmax(z) to the gradient.',
  writtenFor: ['batch-options/z-loss-gradient'],
  example: '{"logits":[[2]],"labels":[0],"number":0.5}',
  sightings: [],
  operations: {
    batchCrossEntropyGradient: (logits, labels, { zLoss: _, ...options }) =>
      right.batchCrossEntropyGradient(logits, labels, options),
  },
})
