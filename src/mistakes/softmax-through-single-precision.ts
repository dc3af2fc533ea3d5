import { greatest } from '../arithmetic/sequence.ts'
import { mistake } from './mistake.ts'

export default mistake({
  id: 'softmax-through-single-precision',
  story:
    'The exponentials are kept in a Float32Array: the '
    + 'result is a double with the digits of a float.',
  mend: 'Keep the arrays in between as wide as the result, or declare binary32.',
  writtenFor: ['softmax/value'],
  sightings: [],
  operations: {
    softmax: (logits) => {
      const max = greatest(logits)
      const exps = Float32Array.from(logits, (z) => Math.exp(z - max))
      const sum = exps.reduce((a, b) => a + b, 0)
      return Array.from(exps, (e) => e / sum)
    },
  },
})
