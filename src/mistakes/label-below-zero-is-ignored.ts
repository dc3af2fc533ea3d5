import type { BatchOptions } from '../contract/operations.ts'
import { mistake, right } from './mistake.ts'

/** The labels where one is ignored: with it, every label below 0. */
const lenient = (labels: readonly number[], { ignoreIndex }: BatchOptions): number[] =>
  labels.map((y) => (ignoreIndex !== undefined && y < 0 ? ignoreIndex : y))

export default mistake({
  id: 'label-below-zero-is-ignored',
  story:
    'Where a label is to be ignored, every label below 0 is, so that a wrong one is not noticed.',
  mend: 'Ignore the one label that is declared, and refuse every other that is no class.',
  writtenFor: ['labels/out-of-range-beside-ignored', 'labels/out-of-range-beside-ignored-gradient'],
  sightings: [],
  policies: { labelOutOfRange: 'error' },
  operations: {
    batchCrossEntropy: (logits, labels, options) =>
      right.batchCrossEntropy(logits, lenient(labels, options), options),
    batchCrossEntropyGradient: (logits, labels, options) =>
      right.batchCrossEntropyGradient(logits, lenient(labels, options), options),
  },
})
