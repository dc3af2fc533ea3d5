import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'smoothing-not-passed-on',
  story: 'The fused loss accepts the smoothing and calls its kernel without it.',
  mend: 'Pass it on, or refuse what is not supported.',
  writtenFor: ['batch/any-options', 'batch-options/label-smoothing'],
  sightings: ['linkedin/Liger-Kernel#243'],
  operations: {
    batchCrossEntropy: (logits, labels, { labelSmoothing: _, ...options }) =>
      right.batchCrossEntropy(logits, labels, options),
  },
})
