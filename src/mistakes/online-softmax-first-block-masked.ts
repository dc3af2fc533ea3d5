import { greatest, total } from '../arithmetic/sequence.ts'
import { mistake } from './mistake.ts'

export default mistake({
  id: 'online-softmax-first-block-masked',
  story:
    'The row is read in blocks of 32 from a running maximum of −∞: where the whole first '
    + 'block is masked, the old sum is rescaled by e^(−∞ − −∞).',
  mend: 'Rescale by 0 while the running maximum is −∞, or skip a block that is wholly masked.',
  writtenFor: ['softmax/value'],
  sightings: ['flashinfer-ai/flashinfer#1178'],
  from: { classes: 33 },
  operations: {
    softmax: (logits) => {
      let [max, sum] = [-Infinity, 0]
      for (let start = 0; start < logits.length; start += 32) {
        const block = logits.slice(start, start + 32)
        const higher = greatest(block, max)
        sum = sum * Math.exp(max - higher) + total(block.map((z) => Math.exp(z - higher)))
        max = higher
      }
      return logits.map((z) => Math.exp(z - max) / sum)
    },
  },
})
