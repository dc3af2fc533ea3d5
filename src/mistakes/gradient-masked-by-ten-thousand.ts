import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'gradient-masked-by-ten-thousand',
  story:
    'Masks are filled with −10⁴ before the backward pass: in a row whose other logits lie '
    + 'lower, the masked class takes all of the gradient.',
  mend: 'Mask with −∞.',
  writtenFor: ['gradient/masked-class'],
  sightings: [],
  operations: {
    crossEntropyGradient: (logits, label) =>
      right.crossEntropyGradient(
        logits.map((z) => (z === -Infinity ? -1e4 : z)),
        label,
      ),
  },
})
