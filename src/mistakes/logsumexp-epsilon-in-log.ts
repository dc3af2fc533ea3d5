import { greatest } from '../arithmetic/sequence.ts'
import { mistake } from './mistake.ts'

export default mistake({
  id: 'logsumexp-epsilon-in-log',
  story: 'A small number is added to the sum against log 0, which only an empty mass has.',
  mend: 'Leave it out: after the shift the sum is at least 1.',
  writtenFor: ['log-sum-exp/one-term', 'log-sum-exp/value'],
  sightings: [],
  operations: {
    logSumExp: (logits) => {
      const max = greatest(logits)
      if (Math.abs(max) === Infinity) return max
      return max + Math.log(logits.reduce((sum, z) => sum + Math.exp(z - max), 0) + 1e-8)
    },
  },
})
