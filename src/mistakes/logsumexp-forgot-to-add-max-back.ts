import { greatest } from '../arithmetic/sequence.ts'
import { mistake } from './mistake.ts'

export default mistake({
  id: 'logsumexp-forgot-to-add-max-back',
  story: 'The logits are shifted by the greatest, which is not added back after the logarithm.',
  mend: 'Add it: max z + log Σ e^(z − max z).',
  breaks: [
    'log-sum-exp/bounds',
    'log-sum-exp/shift-equivariant',
    'log-sum-exp/convex',
    'log-sum-exp/one-term',
    'log-sum-exp/associative',
    'log-sum-exp/monotone',
    'log-sum-exp/slope-is-softmax',
    'log-sum-exp/value',
    'log-sum-exp/excess',
    'cross-entropy/is-log-sum-exp-minus-logit',
  ],
  sightings: ['choderalab/perses#1239'],
  operations: {
    logSumExp: (logits) => {
      const max = greatest(logits)
      if (Math.abs(max) === Infinity) return max
      return Math.log(logits.reduce((sum, z) => sum + Math.exp(z - max), 0))
    },
  },
})
