import { mistake, summedOver } from './mistake.ts'

export default mistake({
  id: 'softmax-block-ends-too-early',
  story:
    'A block of 1,024 ends before its last entry, with an index below start + 1023: one '
    + 'class in 1,024 is missing from the sum.',
  mend: 'A block that starts at s ends before s + 1024.',
  writtenFor: ['softmax/value'],
  sightings: [],
  from: { classes: 1024 },
  operations: {
    softmax: summedOver((z) => z.filter((_, i) => i % 1024 !== 1023)).softmax,
  },
})
