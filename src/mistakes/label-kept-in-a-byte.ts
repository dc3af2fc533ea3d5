import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'label-kept-in-a-byte',
  story: 'Labels are kept in bytes to save memory: label 256 is class 0, and −1 is class 255.',
  mend: 'Check the labels before they are narrowed, or choose the type by the number of classes.',
  writtenFor: ['labels/out-of-range-in-batch-gradient'],
  example: '{"logits":[[0,0]],"labels":[256],"options":{"reduction":"none"}}',
  sightings: [],
  policies: { labelOutOfRange: 'error' },
  operations: {
    batchCrossEntropyGradient: (logits, labels, options) =>
      right.batchCrossEntropyGradient(logits, [...Uint8Array.from(labels)], options),
  },
})
