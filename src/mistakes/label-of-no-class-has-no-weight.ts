import type { BatchOptions } from '../contract/operations.ts'
import { mistake, right } from './mistake.ts'

/** The batch with the rows that are no class ignored, where classes have weights. */
const weighed = (
  labels: readonly number[],
  options: BatchOptions,
): readonly [labels: number[], options: BatchOptions] => {
  const { classWeights: w, ignoreIndex = -100 } = options
  return w === undefined ?
      [[...labels], options]
    : [labels.map((y) => (w[y] === undefined ? ignoreIndex : y)), { ...options, ignoreIndex }]
}

export default mistake({
  id: 'label-of-no-class-has-no-weight',
  story: 'The weight of a label that is no class is looked up, not found and taken for 0.',
  mend: 'Refuse the label before its weight is looked up.',
  writtenFor: ['labels/out-of-range-with-weights', 'labels/out-of-range-with-weights-gradient'],
  sightings: [],
  policies: { labelOutOfRange: 'error' },
  operations: {
    batchCrossEntropy: (logits, labels, options) =>
      right.batchCrossEntropy(logits, ...weighed(labels, options)),
    batchCrossEntropyGradient: (logits, labels, options) =>
      right.batchCrossEntropyGradient(logits, ...weighed(labels, options)),
  },
})
