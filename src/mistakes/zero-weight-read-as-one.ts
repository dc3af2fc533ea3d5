import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'zero-weight-read-as-one',
  story:
    'A missing weight is replaced by `weight || 1`: the class whose weight is 0, and which '
    + 'should not count, counts once.',
  mend: 'Write weight ?? 1.',
  writtenFor: ['batch/any-options'],
  sightings: [],
  operations: {
    batchCrossEntropy: (logits, labels, { classWeights, ...options }) =>
      right.batchCrossEntropy(
        logits,
        labels,
        classWeights === undefined ? options : (
          { ...options, classWeights: classWeights.map((weight) => weight || 1) }
        ),
      ),
  },
})
