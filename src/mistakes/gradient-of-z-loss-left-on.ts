import { at } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'gradient-of-z-loss-left-on',
  story:
    'The loss leaves the penalty on log Σ e^z out when it is switched off; the backward '
    + 'pass, in another file, does not.',
  mend: 'Read the option in both passes, or derive one from the other.',
  writtenFor: ['gradient/p-minus-y', 'gradient/sums-to-zero'],
  sightings: [],
  operations: {
    crossEntropyGradient: (logits, label) => {
      const penalty = right.zLossGradient(logits)
      return right.crossEntropyGradient(logits, label).map((g, i) => g + 1e-4 * at(penalty, i))
    },
  },
})
