import { greatest } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'merge-takes-infinity-for-empty',
  story:
    'Attention gives +∞ for a part without keys, and the merge takes +∞ for an empty part: one '
    + 'that has overflowed is left out without a word.',
  mend: 'log 0 is −∞: let an empty part say so, and keep +∞ for what overflowed.',
  writtenFor: ['merge-log-sum-exp/infinite-mass'],
  sightings: ['Dao-AILab/flash-attention#978', 'deepseek-ai/FlashMLA#77'],
  operations: {
    mergeLogSumExp: (parts) => {
      const there = parts.filter((x) => Math.abs(x) !== Infinity)
      return there.length === 0 ?
          greatest(parts.filter((x) => x !== Infinity))
        : right.logSumExp(there)
    },
  },
})
