import { greatest } from '../arithmetic/sequence.ts'
import { mistake } from './mistake.ts'

export default mistake({
  id: 'logsumexp-forgot-to-add-max-back',
  story: 'The logits are shifted by the greatest, which is not added back after the logarithm.',
  mend: 'Add it: max z + log Σ e^(z − max z).',
  writtenFor: ['log-sum-exp/shift-equivariant', 'log-sum-exp/value'],
  sightings: ['choderalab/perses#1239'],
  operations: {
    logSumExp: (logits) => {
      const max = greatest(logits)
      if (Math.abs(max) === Infinity) return max
      return Math.log(logits.reduce((sum, z) => sum + Math.exp(z - max), 0))
    },
  },
})
