import { greatest } from '../arithmetic/sequence.ts'
import { mistake } from './mistake.ts'

export default mistake({
  id: 'logsumexp-max-initialised-to-zero',
  story:
    'The greatest logit is sought from 0 on: where all '
    + 'are below −745 the sum is 0, and its logarithm −∞.',
  mend: 'Seek it from −Infinity, or from the first logit.',
  writtenFor: ['log-sum-exp/bounds', 'log-sum-exp/value'],
  sightings: [],
  operations: {
    logSumExp: (logits) => {
      const max = greatest(logits, 0)
      return max + Math.log(logits.reduce((sum, z) => sum + Math.exp(z - max), 0))
    },
  },
})
