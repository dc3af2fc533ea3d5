import { mistake, right } from './mistake.ts'

const clamped = (target: number): number => Math.min(1, Math.max(0, target))

export default mistake({
  id: 'target-clamped',
  story: 'A target outside [0, 1] is carried to the nearer end, and wrong data train in silence.',
  mend: 'Refuse such a target, give NaN, or leave the formula as it is.',
  writtenFor: [
    'labels/target-out-of-range',
    'labels/target-out-of-range-gradient',
    'labels/target-out-of-range-in-batch',
  ],
  sightings: [],
  policies: { targetOutOfRange: 'formula' },
  operations: {
    binaryCrossEntropy: (logit, target) => right.binaryCrossEntropy(logit, clamped(target)),
    binaryCrossEntropyGradient: (logit, target) =>
      right.binaryCrossEntropyGradient(logit, clamped(target)),
    batchBinaryCrossEntropy: (logits, targets, options) =>
      right.batchBinaryCrossEntropy(logits, targets.map(clamped), options),
    batchBinaryCrossEntropyGradient: (logits, targets, options) =>
      right.batchBinaryCrossEntropyGradient(logits, targets.map(clamped), options),
  },
})
