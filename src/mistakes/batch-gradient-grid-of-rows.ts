import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'batch-gradient-grid-of-rows',
  story:
    'The grid of the backward pass is half as long as that of the forward pass: the rows '
    + 'after the first 64 get no gradient.',
  mend: 'Derive both grids from the number of rows.',
  writtenFor: ['batch/gradient-any-options'],
  sightings: [],
  from: { rows: 65 },
  operations: {
    batchCrossEntropyGradient: (logits, labels, options) =>
      right
        .batchCrossEntropyGradient(logits, labels, options)
        .map((slopes, n) => (n < 64 ? slopes : slopes.map(() => 0))),
  },
})
