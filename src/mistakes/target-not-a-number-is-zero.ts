import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'target-not-a-number-is-zero',
  story: 'A missing target, which is NaN, falls back to 0: `target || 0`.',
  mend: 'Let NaN through, or refuse it.',
  writtenFor: ['labels/target-out-of-range', 'labels/target-out-of-range-gradient'],
  sightings: [],
  policies: { targetOutOfRange: 'formula' },
  operations: {
    binaryCrossEntropy: (logit, target) => right.binaryCrossEntropy(logit, target || 0),
    binaryCrossEntropyGradient: (logit, target) =>
      right.binaryCrossEntropyGradient(logit, target || 0),
    batchBinaryCrossEntropy: (logits, targets, options) =>
      right.batchBinaryCrossEntropy(
        logits,
        targets.map((t) => t || 0),
        options,
      ),
  },
})
