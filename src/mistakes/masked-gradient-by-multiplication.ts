import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'masked-gradient-by-multiplication',
  story:
    'The mask multiplies the logits by 1 or −∞, so that '
    + 'the gradient of a masked class is 0 · −∞ = NaN.',
  mend: 'Select instead of multiplying: the slope of a constant is 0.',
  writtenFor: ['gradient/masked-class'],
  sightings: ['tensorflow/tensorflow#11756'],
  operations: {
    crossEntropyGradient: (logits, label) =>
      right
        .crossEntropyGradient(logits, label)
        .map((slope, i) => slope * (logits[i] === -Infinity ? -Infinity : 1)),
  },
})
