import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'binary-batch-vjp-without-pos-weight',
  story: 'The loss weighs positives, and its backward pass, written by hand, is σ(x) − t.',
  mend: 'Write (1 − t) σ(x) − w t σ(−x).',
  writtenFor: ['batch-vjp/pos-weight'],
  sightings: [],
  operations: {
    batchBinaryCrossEntropyVjp: (logits, targets, cotangent, { posWeight: _, ...options }) =>
      right.batchBinaryCrossEntropyVjp(logits, targets, cotangent, options),
  },
})
