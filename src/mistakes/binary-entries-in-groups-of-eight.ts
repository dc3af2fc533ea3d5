import { mistake, reduced, right } from './mistake.ts'

export default mistake({
  id: 'binary-entries-in-groups-of-eight',
  story:
    'Entries are computed eight at a time in vector registers, and a remainder after the '
    + 'first group keeps the 0 of its buffer.',
  mend: 'Compute the last group with a mask, or one by one.',
  writtenFor: ['binary-batch/any-options'],
  sightings: [],
  from: { rows: 9 },
  operations: {
    batchBinaryCrossEntropy: (logits, targets, options) => {
      const done = logits.length < 8 ? logits.length : logits.length - (logits.length % 8)
      const rows = right.batchBinaryCrossEntropy(logits, targets, { ...options, reduction: 'none' })
      return reduced(
        [rows].flat().map((loss, n) => (n < done ? loss : 0)),
        options,
      )
    },
  },
})
