import { at } from '../arithmetic/sequence.ts'
import { mistake } from './mistake.ts'

export default mistake({
  id: 'merge-pivots-on-the-first-part',
  story:
    'Each part b is added as l + log(1 + e^(b − l)), whichever is greater: the exponential '
    + 'overflows where a later part is greater by 710.',
  mend: 'Take the greater of the two out: max + log1p(e^(min − max)).',
  writtenFor: ['merge-log-sum-exp/value', 'merge-log-sum-exp/of-parts'],
  sightings: ['zhuzilin/ring-flash-attention#30'],
  operations: {
    mergeLogSumExp: (parts) =>
      parts.slice(1).reduce(
        (merged, part) => {
          if (merged === -Infinity || part === -Infinity) return Math.max(merged, part)
          if (merged === Infinity) return merged
          return merged + Math.log(1 + Math.exp(part - merged))
        },
        at(parts, 0),
      ),
  },
})
