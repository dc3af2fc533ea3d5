import { mistake, right } from './mistake.ts'

/** The mean, once for each row. */
const leveled = (cotangent: readonly number[]): number[] =>
  cotangent.map(() => cotangent.reduce((a, b) => a + b, 0) / cotangent.length)

export default mistake({
  id: 'batch-vjp-mean-cotangent',
  story:
    'The gradients of the rows were added up in the forward pass, so that one scale is left to '
    + 'apply, and the mean of the cotangents is taken for it.',
  mend: 'Keep the gradient of each row until its cotangent is known.',
  writtenFor: ['batch-vjp/own-cotangent', 'batch-vjp/value'],
  sightings: [],
  operations: {
    batchCrossEntropyVjp: (logits, labels, cotangent, options) =>
      right.batchCrossEntropyVjp(logits, labels, leveled(cotangent), options),
  },
})
