import type { BatchOptions } from '../contract/operations.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'ignore-index-shifted',
  story:
    'Labels count from 1 outside and from 0 inside; the class to ignore is shifted with '
    + 'them twice, and its neighbour is ignored.',
  mend: 'Shift labels and the ignored label at the same place, once.',
  writtenFor: ['batch/any-options', 'batch-options/ignore-index'],
  sightings: ['mlverse/torch#1476', 'mlverse/torch#1145'],
  operations: {
    batchCrossEntropy: (logits, labels, options) =>
      right.batchCrossEntropy(logits, labels, shifted(options)),
    batchCrossEntropyGradient: (logits, labels, options) =>
      right.batchCrossEntropyGradient(logits, labels, shifted(options)),
  },
})

/** A sentinel below 0 is no class, and stays. */
const shifted = ({ ignoreIndex, ...options }: BatchOptions): BatchOptions =>
  ignoreIndex === undefined ? options : (
    { ...options, ignoreIndex: ignoreIndex < 0 ? ignoreIndex : ignoreIndex - 1 }
  )
