import { greatest } from '../arithmetic/sequence.ts'
import { mistake } from './mistake.ts'

export default mistake({
  id: 'softmax-base-two',
  story: 'Powers of two are faster than powers of e, and the factor log2 e was forgotten.',
  mend: 'Use 2^(x log2 e), or exp.',
  writtenFor: ['softmax/log-odds', 'softmax/value'],
  sightings: [],
  operations: {
    softmax: (logits) => {
      const max = greatest(logits)
      const powers = logits.map((z) => 2 ** (z - max))
      const sum = powers.reduce((a, b) => a + b, 0)
      return powers.map((e) => e / sum)
    },
  },
})
