import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'batch-vjp-ignored-row-keeps-gradient',
  story:
    'The loss of an ignored row is set to 0, and its cotangent, which is not 0, pulls a gradient back.',
  mend: 'Give an ignored row the gradient 0, whatever comes back to it.',
  writtenFor: ['batch-vjp/ignored-row'],
  sightings: [],
  operations: {
    batchCrossEntropyVjp: (logits, labels, cotangent, { ignoreIndex: _, ...options }) =>
      right.batchCrossEntropyVjp(logits, labels, cotangent, options),
  },
})
