import { at } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'merge-starts-empty',
  story:
    'Parts are folded as they come, l − log σ(l − b) for the next part b: a first one that is '
    + 'wholly masked has −∞ subtracted from itself.',
  mend: 'Take the next part as it is while what was merged is −∞.',
  writtenFor: ['merge-log-sum-exp/masks-out', 'merge-log-sum-exp/of-parts'],
  sightings: [],
  operations: {
    mergeLogSumExp: (parts) => {
      let merged = at(parts, 0)
      for (const part of parts.slice(1)) {
        if (merged === part && part === -Infinity) continue
        if (merged === Infinity || part === Infinity) return Infinity
        merged = merged - right.logSigmoid(merged - part)
      }
      return merged
    },
  },
})
