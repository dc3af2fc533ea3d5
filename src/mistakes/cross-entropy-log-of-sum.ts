import { at, greatest } from '../arithmetic/sequence.ts'
import { mistake } from './mistake.ts'

export default mistake({
  id: 'cross-entropy-log-of-sum',
  story:
    'log S is taken of the rounded sum 1 + e^(−gap): beyond '
    + 'a gap of 37 nothing is left of the loss but 0.',
  mend: 'Leave the greatest term out and take log1p of the sum of the others.',
  writtenFor: ['cross-entropy/tail'],
  sightings: ['scipy/scipy#18295'],
  operations: {
    crossEntropy: (logits, label) => {
      const max = greatest(logits)
      const sum = logits.reduce((total, z) => total + Math.exp(z - max), 0)
      return max - at(logits, label) + Math.log(sum)
    },
  },
})
