import { greatest } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'merge-in-base-two',
  story:
    'One kernel keeps log-sum-exps to base 2 and the other merges to base e: the parts are '
    + 'weighed by 2^l in place of e^l.',
  mend: 'Multiply what is to base 2 by log 2 before it is merged, and say which base is kept.',
  writtenFor: ['merge-log-sum-exp/of-parts', 'merge-log-sum-exp/loss'],
  sightings: [
    'sgl-project/sglang#40903',
    'vllm-project/vllm#28840',
    'vllm-project/vllm#47079',
    'vllm-project/vllm#52796',
    'flashinfer-ai/flashinfer#2113',
  ],
  operations: {
    mergeLogSumExp: (parts) => {
      const most = greatest(parts)
      if (Math.abs(most) === Infinity) return most
      return right.logSumExp(parts.map((x) => x * Math.LN2)) / Math.LN2
    },
  },
})
