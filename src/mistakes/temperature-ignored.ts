import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'temperature-ignored',
  story: 'Texts are sampled at a temperature, and their losses computed at 1.',
  mend: 'Divide the logits by the temperature in both places.',
  writtenFor: ['batch-options/temperature'],
  example: '{"logits":[[0,2]],"labels":[0],"number":2}',
  sightings: ['huggingface/trl#4159', 'radixark/miles#68'],
  operations: {
    batchCrossEntropy: (logits, labels, { temperature: _, ...options }) =>
      right.batchCrossEntropy(logits, labels, options),
  },
})
