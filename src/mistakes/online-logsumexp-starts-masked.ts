import { mistake } from './mistake.ts'

export default mistake({
  id: 'online-logsumexp-starts-masked',
  story:
    'The sum is gathered in one pass from a running maximum of '
    + '−∞: a masked first logit has −∞ subtracted from itself.',
  mend: 'Skip a logit of −∞, or rescale by 0 while the running maximum is −∞.',
  writtenFor: ['log-sum-exp/masks-out'],
  sightings: [],
  operations: {
    logSumExp: (logits) => {
      let max = -Infinity
      let sum = 0
      for (const z of logits) {
        const higher = Math.max(max, z)
        if (higher === Infinity) return higher
        sum = sum * Math.exp(max - higher) + Math.exp(z - higher)
        max = higher
      }
      return max + Math.log(sum)
    },
  },
})
