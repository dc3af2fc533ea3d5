import { formats, roundNumber } from '../arithmetic/format.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'gradient-flushed-in-half-precision',
  story:
    'The gradient is stored in binary16 without a loss scale: what is below 6 · 10⁻⁸ becomes 0.',
  mend: 'Scale the loss before the backward pass, and unscale the gradient in a wider format.',
  writtenFor: ['gradient/p-minus-y', 'gradient/accurate'],
  example: '{"logits":[20,0],"label":0}',
  sightings: [],
  operations: {
    crossEntropyGradient: (logits, label) => right.crossEntropyGradient(logits, label).map(half),
  },
})

const half = (x: number): number => roundNumber(x, formats.binary16)
