import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'pos-weight-not-in-gradient',
  story: 'The loss weighs the positives; its gradient is σ(x) − t as if it did not.',
  mend: 'Derive the weighted loss: (1 − t) σ(x) − w t σ(−x).',
  writtenFor: ['binary-batch/gradient-any-options'],
  sightings: ['PaddlePaddle/Paddle#64226'],
  operations: {
    batchBinaryCrossEntropyGradient: (logits, targets, { posWeight: _, ...options }) =>
      right.batchBinaryCrossEntropyGradient(logits, targets, options),
  },
})
