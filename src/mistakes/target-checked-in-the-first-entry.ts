import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'target-checked-in-the-first-entry',
  story: 'Of a column of targets the first is checked, which lies in [0, 1] as most of them do.',
  mend: 'Check every target.',
  writtenFor: ['labels/target-out-of-range-in-batch'],
  sightings: [],
  policies: { targetOutOfRange: 'error' },
  operations: {
    batchBinaryCrossEntropy: (logits, targets, options) => {
      const [first = 0] = targets
      if (!(first >= 0 && first <= 1)) throw new RangeError(`${first} is no probability`)
      return right.batchBinaryCrossEntropy(logits, targets, options)
    },
  },
})
