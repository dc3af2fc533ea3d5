import { mistake, summedOver } from './mistake.ts'

export default mistake({
  id: 'cross-entropy-tail-of-a-block',
  story:
    'The normaliser is gathered in blocks of 1,024 logits, and the last block is skipped '
    + 'unless it is full or the only one.',
  mend: 'Shorten the last block to what is left of the row.',
  writtenFor: ['cross-entropy/value'],
  sightings: [],
  from: { classes: 1025 },
  operations: {
    crossEntropy: summedOver((z) =>
      z.length < 1024 ? z : z.slice(0, z.length - (z.length % 1024)),
    ).crossEntropy,
  },
})
