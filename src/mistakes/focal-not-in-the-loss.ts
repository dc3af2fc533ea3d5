import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'focal-not-in-the-loss',
  story: 'The gradient is that of the focal loss, and what is logged is the cross-entropy.',
  mend: 'Multiply the loss by (1 − p)^γ too: a curve of another loss tells nothing of this one.',
  writtenFor: ['batch-options/focal'],
  sightings: ['davisking/dlib#2552'],
  operations: {
    batchCrossEntropy: (logits, labels, { focusing: _, ...options }) =>
      right.batchCrossEntropy(logits, labels, options),
  },
})
