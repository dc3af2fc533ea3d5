import { at, greatest } from '../arithmetic/sequence.ts'
import { mistake } from './mistake.ts'

export default mistake({
  id: 'merge-of-empty-parts',
  story:
    'The greatest log-sum-exp is subtracted from each: where every part is empty, −∞ from itself, '
    + 'and padding becomes NaN.',
  mend: 'Where the greatest is −∞, merge to −∞, or shift by 0.',
  writtenFor: ['merge-log-sum-exp/empty-mass'],
  sightings: [
    'vllm-project/vllm#39148',
    'flashinfer-ai/flashinfer#4051',
    'NVIDIA/TensorRT-LLM#16940',
  ],
  operations: {
    mergeLogSumExp: (parts) => {
      if (parts.length === 1) return at(parts, 0)
      const most = greatest(parts)
      if (most === Infinity) return most
      return most + Math.log(parts.reduce((sum, x) => sum + Math.exp(x - most), 0))
    },
  },
})
