import { greatest, total } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

/** max z + log(1 + the others), where the 1 swallows what is small beside it. */
const mass = (logits: readonly number[]): number => {
  const max = greatest(logits)
  return max === -Infinity ? max : (
      max + Math.log(total(logits.map((z) => (z === max ? 1 : Math.exp(z - max)))))
    )
}

export default mistake({
  id: 'z-loss-log-of-one-plus',
  story:
    'The sum holds the 1 of the greatest term: where that is at 0, '
    + 'log Σ e^z is the tail alone, and its square and slope vanish with it.',
  mend: 'Leave the 1 out, and use log1p of the other terms.',
  writtenFor: ['z-loss/accurate', 'z-loss/gradient-accurate'],
  sightings: [],
  operations: {
    zLoss: (logits) => mass(logits) ** 2,
    zLossGradient: (logits) => {
      const slope = 2 * mass(logits)
      return right.softmax(logits).map((p) => slope * p)
    },
  },
})
