import { at, greatest, total } from '../arithmetic/sequence.ts'
import { mistake, summedOver } from './mistake.ts'

export default mistake({
  id: 'logsumexp-merges-chunks-unshifted',
  story:
    'The vocabulary is read in chunks of 4,096, and the results of the chunks are merged as '
    + 'log Σ e^c: each was shifted, the merge is not.',
  mend: 'Merge by log-sum-exp itself: it is associative.',
  writtenFor: ['log-sum-exp/value'],
  sightings: [],
  from: { classes: 4097 },
  operations: {
    logSumExp: (logits) => {
      const peak = greatest(logits)
      if (Math.abs(peak) === Infinity) return peak
      const chunks = logits.flatMap((_, i) => (i % 4096 === 0 ? [logits.slice(i, i + 4096)] : []))
      const parts = chunks.map(summedOver((z) => z).logSumExp)
      return parts.length === 1 ? at(parts, 0) : Math.log(total(parts.map(Math.exp)))
    },
  },
})
