import { at, total } from '../arithmetic/sequence.ts'
import type { SoftBatchOptions } from '../contract/operations.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'soft-batch-mean-by-weights',
  story:
    'A mean divides by the weights of the classes in the targets, as if each row had one label: what '
    + 'weighs all classes the same has no effect.',
  mend: 'Divide by the number of rows, or by the weights of the rows.',
  writtenFor: ['soft-batch/any-options', 'soft-batch/gradient-any-options'],
  example:
    '{"logits":[[0,0]],"targets":[[0.5,0.5]],"options":{"reduction":"mean","classWeights":[2,2]}}',
  sightings: ['pytorch/pytorch#61044'],
  operations: {
    batchSoftCrossEntropy: (logits, targets, options) =>
      right.batchSoftCrossEntropy(logits, targets, byWeights(targets, options)),
    batchSoftCrossEntropyGradient: (logits, targets, options) =>
      right.batchSoftCrossEntropyGradient(logits, targets, byWeights(targets, options)),
  },
})

const byWeights = (
  targets: readonly (readonly number[])[],
  options: SoftBatchOptions,
): SoftBatchOptions => {
  const { classWeights: w, rowWeights, denominator } = options
  if (w === undefined || denominator !== undefined) return options
  const weights = targets.map(
    (t, n) => (rowWeights?.[n] ?? 1) * total(t.map((x, i) => x * at(w, i))),
  )
  return { ...options, denominator: total(weights) }
}
