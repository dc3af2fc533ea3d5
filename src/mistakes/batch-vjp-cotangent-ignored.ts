import { mistake, right } from './mistake.ts'

const ones = (cotangent: readonly number[]): number[] => cotangent.map(() => 1)

export default mistake({
  id: 'batch-vjp-cotangent-ignored',
  story:
    'The gradient is computed in the forward pass and handed back as it is: right after a sum, and '
    + 'masks and weights that callers put on the losses have no effect.',
  mend: 'Multiply the gradient of each row by its cotangent.',
  writtenFor: ['batch-vjp/own-cotangent', 'batch-vjp/binary-own-cotangent', 'batch-vjp/shares'],
  sightings: [],
  operations: {
    batchCrossEntropyVjp: (logits, labels, cotangent, options) =>
      right.batchCrossEntropyVjp(logits, labels, ones(cotangent), options),
    batchBinaryCrossEntropyVjp: (logits, targets, cotangent, options) =>
      right.batchBinaryCrossEntropyVjp(logits, targets, ones(cotangent), options),
  },
})
