import { denominator, mistake, reduced, rowLosses } from './mistake.ts'

export default mistake({
  id: 'batch-grid-of-rows',
  story:
    'The grid has 128 blocks, one row each, and no block takes a second row: the losses of '
    + 'the rows after them are 0.',
  mend: 'Let each block go on in steps of the size of the grid.',
  writtenFor: ['batch/any-options'],
  sightings: [],
  from: { rows: 129 },
  operations: {
    batchCrossEntropy: (logits, labels, options) =>
      reduced(
        rowLosses(logits, labels, options).map((loss, n) => (n < 128 ? loss : 0)),
        options,
        denominator(labels, options),
      ),
  },
})
