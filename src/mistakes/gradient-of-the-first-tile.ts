import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'gradient-of-the-first-tile',
  story:
    'The gradient overwrites the logits tile by tile, and the loop has one round: beyond '
    + 'the first 4,096 classes nothing is written.',
  mend: 'Loop over as many tiles as the row has.',
  writtenFor: ['gradient/p-minus-y'],
  sightings: [],
  from: { classes: 4097 },
  operations: {
    crossEntropyGradient: (logits, label) =>
      right.crossEntropyGradient(logits, label).map((slope, i) => (i < 4096 ? slope : 0)),
  },
})
