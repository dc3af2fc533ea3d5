import { mistake, right } from './mistake.ts'

const squares = (cotangent: readonly number[]): number[] => cotangent.map((g) => g * g)

export default mistake({
  id: 'batch-vjp-cotangent-twice',
  story:
    'Both the kernel and the function around it multiply by the cotangent: cotangents of 1 do not show it.',
  mend: 'Multiply once, and test with a cotangent that is neither 0 nor 1.',
  writtenFor: ['batch-vjp/shares', 'batch-vjp/binary-shares', 'batch-vjp/value'],
  sightings: [],
  operations: {
    batchCrossEntropyVjp: (logits, labels, cotangent, options) =>
      right.batchCrossEntropyVjp(logits, labels, squares(cotangent), options),
    batchBinaryCrossEntropyVjp: (logits, targets, cotangent, options) =>
      right.batchBinaryCrossEntropyVjp(logits, targets, squares(cotangent), options),
  },
})
