import { at, total } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

/** The mean logit under softmax, in which a masked class has no part. */
const meanOf = (logits: readonly number[]): number =>
  total(right.softmax(logits).map((p, i) => (p === 0 ? 0 : p * at(logits, i))))

export default mistake({
  id: 'entropy-from-log-sum-exp',
  story:
    'log Σ e^z − Σ p z is the difference of two numbers as great as the logits: of a small entropy '
    + 'at great logits, rounding is left.',
  mend: 'Add up p (−log p), none of which is negative.',
  writtenFor: ['entropy/accurate', 'entropy/gradient-accurate'],
  sightings: [],
  operations: {
    entropy: (logits) => right.logSumExp(logits) - meanOf(logits),
    entropyGradient: (logits) => {
      const mean = meanOf(logits)
      return right.softmax(logits).map((p, i) => (p === 0 ? 0 : p * (mean - at(logits, i))))
    },
  },
})
