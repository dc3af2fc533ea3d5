import { mistake } from './mistake.ts'

export default mistake({
  id: 'online-softmax-starts-masked',
  story:
    'The row is read block by block from a running maximum of '
    + '−∞: a masked first block has −∞ subtracted from itself.',
  mend: 'While the running maximum is −∞, the sum so far is 0: rescale by 0, or skip the block.',
  writtenFor: ['softmax/masks-out'],
  sightings: [],
  operations: {
    softmax: (logits) => {
      let max = -Infinity
      let sum = 0
      for (const z of logits) {
        const higher = Math.max(max, z)
        sum = sum * Math.exp(max - higher) + Math.exp(z - higher)
        max = higher
      }
      return logits.map((z) => Math.exp(z - max) / sum)
    },
  },
})
