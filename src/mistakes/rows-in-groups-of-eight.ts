import { denominator, mistake, reduced, rowLosses } from './mistake.ts'

export default mistake({
  id: 'rows-in-groups-of-eight',
  story:
    'Rows are computed eight at a time, and a remainder after the first group keeps the 0 '
    + 'of its buffer.',
  mend: 'Compute the last group with as many rows as are left.',
  writtenFor: ['batch/any-options'],
  sightings: [],
  from: { rows: 9 },
  operations: {
    batchCrossEntropy: (logits, labels, options) => {
      const done = labels.length < 8 ? labels.length : labels.length - (labels.length % 8)
      return reduced(
        rowLosses(logits, labels, options).map((loss, n) => (n < done ? loss : 0)),
        options,
        denominator(labels, options),
      )
    },
  },
})
