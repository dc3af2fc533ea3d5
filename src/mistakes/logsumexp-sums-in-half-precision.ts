import { formats, roundNumber } from '../arithmetic/format.ts'
import { greatest } from '../arithmetic/sequence.ts'
import { mistake } from './mistake.ts'

export default mistake({
  id: 'logsumexp-sums-in-half-precision',
  story:
    'The exponentials are summed in binary16 before the logarithm: a sum of ones stops at '
    + '2,048, and the logarithm at 7.62.',
  mend: 'Accumulate in binary32, and round the logarithm.',
  writtenFor: ['log-sum-exp/value'],
  example: '["0*3000"]',
  sightings: ['sonos/tract#2586', 'sonos/tract#2587'],
  operations: {
    logSumExp: (logits) => {
      const max = greatest(logits)
      if (Math.abs(max) === Infinity) return max
      const sum = logits.reduce((so, z) => roundNumber(so + Math.exp(z - max), formats.binary16), 0)
      return max + Math.log(sum)
    },
  },
})
