import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'focal-ignored',
  story: 'γ is taken, kept and not used: the loss is the cross-entropy, and so is its gradient.',
  mend: 'Multiply each loss by (1 − p)^γ, and its gradient as the product rule has it.',
  writtenFor: ['batch-options/focal-hedges', 'batch-options/focal', 'batch-options/focal-gradient'],
  sightings: ['CJHMPower/Simultaneous-Traffic-Sign-Detection-and-Classification-with-RetinaNet#17'],
  operations: {
    batchCrossEntropy: (logits, labels, { focusing: _, ...options }) =>
      right.batchCrossEntropy(logits, labels, options),
    batchCrossEntropyGradient: (logits, labels, { focusing: _, ...options }) =>
      right.batchCrossEntropyGradient(logits, labels, options),
  },
})
