import { at } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

/** One number is read where there is one for each row: a stride of 0. */
const first = (cotangent: readonly number[]): number[] => cotangent.map(() => at(cotangent, 0))

export default mistake({
  id: 'batch-vjp-first-cotangent',
  story:
    'The upstream gradient is loaded as one scalar, as after a mean: under none every row gets that '
    + 'of the first, and where the first row is padding, no row learns.',
  mend: 'Load the cotangent of each row, and test with cotangents that differ.',
  writtenFor: ['batch-vjp/own-cotangent', 'batch-vjp/value'],
  sightings: [
    'linkedin/Liger-Kernel#1298',
    'linkedin/Liger-Kernel#678',
    'NVIDIA-NeMo/Automodel#3853',
  ],
  operations: {
    batchCrossEntropyVjp: (logits, labels, cotangent, options) =>
      right.batchCrossEntropyVjp(logits, labels, first(cotangent), options),
  },
})
