import { mistake, summedOver } from './mistake.ts'

export default mistake({
  id: 'logsumexp-counts-block-edges-twice',
  story:
    'A block of 1,024 ends with the entry at start + 1024, which is the first of the next '
    + 'block: it is added twice.',
  mend: 'A block that starts at s ends before s + 1024.',
  writtenFor: ['log-sum-exp/value'],
  sightings: [],
  from: { classes: 1025 },
  operations: {
    logSumExp: summedOver((z) => z.flatMap((x, i) => (i > 0 && i % 1024 === 0 ? [x, x] : [x])))
      .logSumExp,
  },
})
