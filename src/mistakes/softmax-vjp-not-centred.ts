import { at, total } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'softmax-vjp-not-centred',
  story:
    'p (g − Σ p g) is computed from the cotangent as it comes: once one class has all the mass, '
    + 'its mean is its own entry, and what is left of their difference is rounding.',
  mend: 'Subtract the entry at the greatest logit from the cotangent first.',
  writtenFor: ['vjp/accurate'],
  sightings: [],
  operations: {
    softmaxVjp: (logits, cotangent) => {
      const p = right.softmax(logits)
      const mean = total(p.map((x, i) => x * at(cotangent, i)))
      return p.map((x, i) => x * (at(cotangent, i) - mean))
    },
  },
})
