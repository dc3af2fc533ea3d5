import { greatest } from '../arithmetic/sequence.ts'
import { mistake } from './mistake.ts'

export default mistake({
  id: 'logsumexp-epsilon-in-log',
  story: 'A small number is added to the sum against log 0, which only an empty mass has.',
  mend: 'Leave it out: after the shift the sum is at least 1.',
  breaks: [
    'log-sum-exp/bounds',
    'log-sum-exp/one-term',
    'log-sum-exp/associative',
    'log-sum-exp/slope-is-softmax',
    'log-sum-exp/value',
    'log-sum-exp/excess',
    'cross-entropy/is-log-sum-exp-minus-logit',
  ],
  sightings: [],
  operations: {
    logSumExp: (logits) => {
      const max = greatest(logits)
      if (Math.abs(max) === Infinity) return max
      return max + Math.log(logits.reduce((sum, z) => sum + Math.exp(z - max), 0) + 1e-8)
    },
  },
})
