import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'softmax-normalised-block-by-block',
  story:
    'The maximum and the sum are shared by the threads of one block alone: each block of '
    + '1,024 classes is a softmax of its own, and the row sums to the number of blocks.',
  mend: 'Reduce over the blocks as well, or let one block walk along the whole row.',
  writtenFor: ['softmax/value'],
  sightings: ['xlite-dev/LeetCUDA#392', 'xlite-dev/LeetCUDA#251'],
  from: { classes: 1025 },
  operations: {
    softmax: (logits) =>
      logits.length <= 1024 ?
        right.softmax(logits)
      : logits.flatMap((_, i) => (i % 1024 === 0 ? right.softmax(logits.slice(i, i + 1024)) : [])),
  },
})
