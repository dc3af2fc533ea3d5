import { greatest } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'logsumexp-of-a-masked-slice',
  story:
    'Each slice of 32 logits is reduced by itself and merged afterwards: a slice that is '
    + 'wholly masked subtracts −∞ from −∞ before the merge could drop it.',
  mend: 'Give a slice without mass the sum 0, or clamp the differences of the exponents at −∞.',
  writtenFor: ['log-sum-exp/value'],
  sightings: ['flashinfer-ai/flashinfer#4401'],
  from: { classes: 33 },
  operations: {
    logSumExp: (logits) => {
      const peak = greatest(logits)
      if (Math.abs(peak) === Infinity) return peak
      const slices = logits.flatMap((_, i) => (i % 32 === 0 ? [logits.slice(i, i + 32)] : []))
      return right.logSumExp(slices.map(right.logSumExp))
    },
  },
})
