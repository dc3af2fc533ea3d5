import { at } from '../arithmetic/sequence.ts'
import type { BatchOptions } from '../contract/operations.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'batch-label-wraps-around',
  story: 'A label of −1 counts from the end of its row, in loss and gradient of a batch.',
  mend: 'Refuse labels outside 0 to K − 1.',
  writtenFor: ['batch-options/label-out-of-range'],
  sightings: ['Theano/Theano#3042'],
  policies: { labelOutOfRange: 'error' },
  operations: {
    batchCrossEntropy: (logits, labels, options) =>
      right.batchCrossEntropy(logits, wrapped(logits, labels, options), options),
    batchCrossEntropyGradient: (logits, labels, options) =>
      right.batchCrossEntropyGradient(logits, wrapped(logits, labels, options), options),
  },
})

const wrapped = (
  logits: readonly number[][],
  labels: readonly number[],
  { ignoreIndex }: BatchOptions,
): number[] => labels.map((y, n) => (y < 0 && y !== ignoreIndex ? y + at(logits, n).length : y))
