import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'ignore-index-zero-is-falsy',
  story:
    'The option is looked for with `if (ignoreIndex)`: the class 0, the usual padding, is '
    + 'not ignored.',
  mend: 'Compare with undefined: 0 is a label.',
  writtenFor: ['batch/any-options', 'batch-options/ignore-index'],
  sightings: [],
  operations: {
    batchCrossEntropy: (logits, labels, { ignoreIndex, ...options }) =>
      right.batchCrossEntropy(logits, labels, ignoreIndex ? { ...options, ignoreIndex } : options),
  },
})
