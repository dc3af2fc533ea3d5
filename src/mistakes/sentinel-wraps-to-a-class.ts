import { at } from '../arithmetic/sequence.ts'
import type { BatchOptions } from '../contract/operations.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'sentinel-wraps-to-a-class',
  story:
    'A negative sentinel is brought into 0 to K − 1 as a negative index is, and no row is '
    + 'ignored: −1 is the last class.',
  mend: 'Compare with the sentinel before labels are made indices.',
  writtenFor: ['batch/any-options', 'batch/gradient-any-options'],
  example: '{"logits":[[0,0]],"labels":[-1],"options":{"reduction":"none","ignoreIndex":-1}}',
  sightings: [],
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
): number[] =>
  labels.map((y, n) => {
    const classes = at(logits, n).length
    return y === ignoreIndex && y < 0 ? ((y % classes) + classes) % classes : y
  })
