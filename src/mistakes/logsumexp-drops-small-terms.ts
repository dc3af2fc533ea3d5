import { greatest } from '../arithmetic/sequence.ts'
import { mistake } from './mistake.ts'

export default mistake({
  id: 'logsumexp-drops-small-terms',
  story: 'The logarithm is taken of a sum that has been rounded: log-sum-exp of [0, −40] is 0.',
  mend: 'Take log1p of the sum of the terms other than the greatest.',
  writtenFor: ['log-sum-exp/excess', 'log-sum-exp/accurate'],
  sightings: ['scipy/scipy#18295', 'tensorflow/tensorflow#126525'],
  operations: {
    logSumExp: (logits) => {
      const max = greatest(logits)
      if (Math.abs(max) === Infinity) return max
      return max + Math.log(logits.reduce((sum, z) => sum + Math.exp(z - max), 0))
    },
  },
})
