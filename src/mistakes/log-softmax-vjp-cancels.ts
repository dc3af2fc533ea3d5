import { at, total } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'log-softmax-vjp-cancels',
  story:
    'g − p Σ g is subtracted as every framework writes it: at a class with '
    + 'nearly all the mass, two numbers cancel that agree to the last digit.',
  mend: 'Leave the class itself out of both sums: gᵢ Σ pⱼ − pᵢ Σ gⱼ over j ≠ i.',
  writtenFor: ['vjp/log-softmax-accurate'],
  sightings: [],
  operations: {
    logSoftmaxVjp: (logits, cotangent) => {
      const sum = total(cotangent)
      return right.softmax(logits).map((p, i) => at(cotangent, i) - p * sum)
    },
  },
})
