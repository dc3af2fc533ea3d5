import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'pos-weight-twice-in-gradient',
  story: 'The targets are weighted before the backward pass, which weighs them again.',
  mend: 'Weigh t σ(−x) once.',
  writtenFor: ['binary-batch/gradient-any-options'],
  sightings: [],
  operations: {
    batchBinaryCrossEntropyGradient: (logits, targets, { posWeight: w = 1, ...options }) =>
      right.batchBinaryCrossEntropyGradient(logits, targets, { ...options, posWeight: w * w }),
  },
})
