import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'ignore-index-forgotten',
  story: 'The option is accepted and not looked at.',
  mend: 'Leave ignored rows out of loss, gradient and count; refuse options that are not known.',
  writtenFor: [
    'batch-options/ignore-index',
    'batch-options/ignored-mean',
    'batch-options/ignored-gradient',
  ],
  sightings: [],
  operations: {
    batchCrossEntropy: (logits, labels, { ignoreIndex: _, ...options }) =>
      right.batchCrossEntropy(logits, labels, options),
    batchCrossEntropyGradient: (logits, labels, { ignoreIndex: _, ...options }) =>
      right.batchCrossEntropyGradient(logits, labels, options),
  },
})
