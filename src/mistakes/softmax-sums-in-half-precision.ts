import { greatest } from '../arithmetic/sequence.ts'
import { formats, roundNumber } from '../arithmetic/format.ts'
import { mistake } from './mistake.ts'

export default mistake({
  id: 'softmax-sums-in-half-precision',
  story:
    'The exponentials are summed in binary16, the type of the logits on the '
    + 'device: three digits are left, and beyond 2048 nothing is added.',
  mend: 'Accumulate in a wider format than that of the terms.',
  writtenFor: ['softmax/sums-to-one', 'softmax/value'],
  example: '["0*3000"]',
  sightings: ['huggingface/candle#3727'],
  operations: {
    softmax: (logits) => {
      const max = greatest(logits)
      const exps = logits.map((z) => Math.exp(z - max))
      const sum = exps.reduce((total, e) => half(total + e), 0)
      return exps.map((e) => e / sum)
    },
  },
})

const half = (x: number): number => roundNumber(x, formats.binary16)
