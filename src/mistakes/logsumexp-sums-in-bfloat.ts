import { formats, roundNumber } from '../arithmetic/format.ts'
import { greatest } from '../arithmetic/sequence.ts'
import { mistake } from './mistake.ts'

export default mistake({
  id: 'logsumexp-sums-in-bfloat',
  story:
    'The exponentials are summed in bfloat16 before the logarithm: a sum of ones stops at '
    + '256, and the logarithm at 5.55.',
  mend: 'Accumulate in binary32, and round the logarithm.',
  writtenFor: ['log-sum-exp/value'],
  example: '["0*300"]',
  sightings: ['pytorch/executorch#20090'],
  operations: {
    logSumExp: (logits) => {
      const max = greatest(logits)
      if (Math.abs(max) === Infinity) return max
      const sum = logits.reduce((so, z) => roundNumber(so + Math.exp(z - max), formats.bfloat16), 0)
      return max + Math.log(sum)
    },
  },
})
