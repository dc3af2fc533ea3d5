import { mistake, right } from './mistake.ts'

/** Whether a mean is asked for to which no row counts. */
const isOverNoRows = (
  labels: readonly number[],
  { reduction, ignoreIndex }: { readonly reduction: string; readonly ignoreIndex?: number },
): boolean => reduction === 'mean' && labels.every((y) => y === ignoreIndex)

export default mistake({
  id: 'ignored-gradient-over-no-rows',
  story:
    'The mean over no row is promised to be 0, and is; its gradient '
    + 'is divided by the count all the same, and 0/0 stops the training.',
  mend: 'Divide by max(count, 1) in both passes.',
  writtenFor: ['batch-options/all-ignored-gradient'],
  sightings: ['NVIDIA-NeMo/Automodel#3797'],
  policies: { allIgnoredMean: 'zero' },
  operations: {
    batchCrossEntropy: (logits, labels, options) =>
      isOverNoRows(labels, options) ? 0 : right.batchCrossEntropy(logits, labels, options),
    batchCrossEntropyGradient: (logits, labels, options) =>
      isOverNoRows(labels, options) ?
        logits.map((z) => z.map(() => NaN))
      : right.batchCrossEntropyGradient(logits, labels, options),
  },
})
