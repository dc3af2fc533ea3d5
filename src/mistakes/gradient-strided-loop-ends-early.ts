import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'gradient-strided-loop-ends-early',
  story:
    'Each of 100 threads writes the classes i, i + 100, … of the gradient while i + 100 '
    + 'lies below K: the last class of each is not written.',
  mend: 'Test the index that is written, not the next one.',
  writtenFor: ['gradient/p-minus-y'],
  sightings: [],
  from: { classes: 101 },
  operations: {
    crossEntropyGradient: (logits, label) =>
      right
        .crossEntropyGradient(logits, label)
        .map((slope, i, { length }) => (i < 100 || i + 100 < length ? slope : 0)),
  },
})
