import { greatest } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

/** log sum e^(z - max z), from 0 to log N wherever the logits lie. */
const excess = (logits: readonly number[]): number => right.logSumExp(logits) - greatest(logits)

export default mistake({
  id: 'z-loss-of-shifted-logits',
  story: 'The maximum is subtracted from the logits, and is not added to the logarithm again.',
  mend: 'Square max z + log Σ e^(z − max z): a z-loss that a shift leaves as it is holds nothing near 0.',
  writtenFor: ['z-loss/value', 'z-loss/square-of-log-sum-exp', 'z-loss/gradient'],
  sightings: [],
  operations: {
    zLoss: (logits) => excess(logits) ** 2,
    zLossGradient: (logits) => {
      const slope = 2 * excess(logits)
      return right.softmax(logits).map((p) => slope * p)
    },
  },
})
