import { greatest } from '../arithmetic/sequence.ts'
import { mistake } from './mistake.ts'

export default mistake({
  id: 'log-softmax-half-shifted',
  story:
    'The greatest logit is subtracted inside the sum and not '
    + 'outside: every log-probability is too high by max z.',
  mend: 'Shift both: (zᵢ − max z) − log Σ e^(z − max z).',
  writtenFor: ['log-softmax/shift-invariant', 'log-softmax/value'],
  sightings: [],
  operations: {
    logSoftmax: (logits) => {
      const max = greatest(logits)
      const logSum = Math.log(logits.reduce((sum, z) => sum + Math.exp(z - max), 0))
      return logits.map((z) => z - logSum)
    },
  },
})
