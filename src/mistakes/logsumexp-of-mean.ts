import { greatest } from '../arithmetic/sequence.ts'
import { mistake } from './mistake.ts'

export default mistake({
  id: 'logsumexp-of-mean',
  story: 'The mean of the exponentials stands for their sum: log-mean-exp, too small by log N.',
  mend: 'Sum without dividing, and subtract log N only where a mean is meant.',
  writtenFor: ['log-sum-exp/masks-out', 'log-sum-exp/value'],
  sightings: [],
  operations: {
    logSumExp: (logits) => {
      const max = greatest(logits)
      if (Math.abs(max) === Infinity) return max
      return max + Math.log(logits.reduce((sum, z) => sum + Math.exp(z - max), 0) / logits.length)
    },
  },
})
