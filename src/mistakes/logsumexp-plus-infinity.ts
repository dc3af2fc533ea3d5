import { greatest } from '../arithmetic/sequence.ts'
import { mistake } from './mistake.ts'

export default mistake({
  id: 'logsumexp-plus-infinity',
  story: 'A logit of +∞ has itself subtracted, and an infinite mass becomes NaN.',
  mend: 'Return +∞ where the greatest logit is +∞.',
  writtenFor: ['log-sum-exp/infinite-mass'],
  sightings: ['scipy/scipy#22607', 'tensorflow/tfjs (logSumExp, 4.22.0)'],
  operations: {
    logSumExp: (logits) => {
      const max = greatest(logits)
      if (max === -Infinity) return max
      return max + Math.log(logits.reduce((sum, z) => sum + Math.exp(z - max), 0))
    },
  },
})
