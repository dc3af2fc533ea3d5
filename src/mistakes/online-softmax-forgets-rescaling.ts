import { mistake } from './mistake.ts'

export default mistake({
  id: 'online-softmax-forgets-rescaling',
  story:
    'The sum is gathered in one pass with a running maximum, '
    + 'and is not rescaled when the maximum grows.',
  mend: 'On a new maximum multiply the sum so far by e^(old - new).',
  writtenFor: ['softmax/permutation-equivariant', 'softmax/sums-to-one', 'softmax/value'],
  sightings: [],
  operations: {
    softmax: (logits) => {
      let max = -Infinity
      let sum = 0
      for (const z of logits) {
        max = Math.max(max, z)
        sum += Math.exp(z - max)
      }
      return logits.map((z) => Math.exp(z - max) / sum)
    },
  },
})
