import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'batch-gradient-of-first-row',
  story: 'The probabilities of the first row are used for every row: a stride of 0.',
  mend: 'Index probabilities by row as well as by class.',
  writtenFor: ['batch/gradient'],
  sightings: [],
  operations: {
    batchCrossEntropyGradient: (logits, labels, options) =>
      right.batchCrossEntropyGradient(
        logits.map(() => logits[0] ?? []),
        labels,
        options,
      ),
  },
})
