import { greatest } from '../arithmetic/sequence.ts'
import { mistake } from './mistake.ts'

export default mistake({
  id: 'softmax-sum-without-initial-value',
  story:
    'The sum is a reduce without an initial value, so that the first '
    + 'logit is taken as it stands, without its exponential.',
  mend: 'Give reduce its 0.',
  writtenFor: ['softmax/permutation-equivariant', 'softmax/sums-to-one', 'softmax/value'],
  sightings: [],
  operations: {
    softmax: (logits) => {
      const max = greatest(logits)
      const sum = logits.reduce((total, z) => total + Math.exp(z - max))
      return logits.map((z) => Math.exp(z - max) / sum)
    },
  },
})
