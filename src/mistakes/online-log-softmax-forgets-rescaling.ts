import { mistake } from './mistake.ts'

export default mistake({
  id: 'online-log-softmax-forgets-rescaling',
  story:
    'The sum is gathered in one pass with a running maximum, and is not '
    + 'rescaled when the maximum grows: the order of the classes matters.',
  mend: 'On a new maximum multiply the sum so far by e^(old − new).',
  writtenFor: ['log-softmax/permutation-equivariant', 'log-softmax/value'],
  sightings: [],
  operations: {
    logSoftmax: (logits) => {
      let max = -Infinity
      let sum = 0
      for (const z of logits) {
        max = Math.max(max, z)
        sum += Math.exp(z - max)
      }
      return logits.map((z) => z - max - Math.log(sum))
    },
  },
})
