import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'sentinel-clamped-before-it-is-compared',
  story:
    'Labels are clamped to 0 and above, to keep the gather in bounds, and compared with the '
    + 'sentinel afterwards: −100 has become the class 0, and counts.',
  mend: 'Compare first, and clamp a copy.',
  writtenFor: ['batch/any-options'],
  sightings: [],
  operations: {
    batchCrossEntropy: (logits, labels, options) =>
      right.batchCrossEntropy(
        logits,
        labels.map((y) => Math.max(y, 0)),
        options,
      ),
  },
})
