import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'soft-cross-entropy-unrolled-loop',
  story:
    'Each of 32 threads holds four terms in registers, and the loop over them is unrolled '
    + 'by hand: terms after the first 128 are not added.',
  mend: 'Loop until the row is read, and unroll inside.',
  writtenFor: ['soft-cross-entropy/value'],
  sightings: [],
  from: { classes: 129 },
  operations: {
    softCrossEntropy: (logits, target) =>
      right.softCrossEntropy(
        logits,
        target.map((t, i) => (i < 128 ? t : 0)),
      ),
  },
})
