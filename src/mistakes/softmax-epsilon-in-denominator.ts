import { greatest } from '../arithmetic/sequence.ts'
import { mistake } from './mistake.ts'

export default mistake({
  id: 'softmax-epsilon-in-denominator',
  story: 'A small number is added to the sum against division by zero, which cannot happen.',
  mend: 'Leave it out: after the shift the sum is at least 1.',
  writtenFor: ['softmax/one-class', 'softmax/sums-to-one', 'softmax/value'],
  sightings: [],
  operations: {
    softmax: (logits) => {
      const max = greatest(logits)
      const exps = logits.map((z) => Math.exp(z - max))
      const sum = exps.reduce((a, b) => a + b, 0)
      return exps.map((e) => e / (sum + 1e-8))
    },
  },
})
