import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'ignore-index-removes-class',
  story: 'The class whose rows are ignored is taken out of the softmax of all other rows as well.',
  mend: 'Ignore rows by their label; a class that nobody may choose is masked by its logit.',
  writtenFor: ['batch-options/ignored-mean', 'batch-options/ignored-gradient'],
  sightings: [],
  operations: {
    batchCrossEntropy: (logits, labels, options) =>
      right.batchCrossEntropy(without(logits, options.ignoreIndex), labels, options),
    batchCrossEntropyGradient: (logits, labels, options) =>
      right.batchCrossEntropyGradient(without(logits, options.ignoreIndex), labels, options),
  },
})

const without = (logits: readonly number[][], index?: number): number[][] =>
  logits.map((z) => z.map((x, i) => (i === index ? -Infinity : x)))
