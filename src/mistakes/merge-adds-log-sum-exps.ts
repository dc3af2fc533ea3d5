import { total } from '../arithmetic/sequence.ts'
import { mistake } from './mistake.ts'

export default mistake({
  id: 'merge-adds-log-sum-exps',
  story:
    'The log-sum-exps of the parts are added, as if they were sums: the logarithm of a product.',
  mend: 'Add what they are logarithms of: log Σ e^l.',
  writtenFor: ['merge-log-sum-exp/of-parts', 'merge-log-sum-exp/rescales-softmax'],
  sightings: ['zhuzilin/ring-flash-attention#20'],
  operations: {
    mergeLogSumExp: (parts) =>
      parts.includes(Infinity) ? Infinity
      : parts.every((x) => x === -Infinity) ? -Infinity
      : total(parts.filter((x) => x !== -Infinity)),
  },
})
