import { formats, roundNumber } from '../arithmetic/format.ts'
import { greatest } from '../arithmetic/sequence.ts'
import { mistake } from './mistake.ts'

export default mistake({
  id: 'softmax-sums-in-bfloat',
  story:
    'The exponentials are summed in bfloat16, the type of the logits on the device: two '
    + 'digits are left, and beyond 256 nothing is added.',
  mend: 'Accumulate in binary32, whatever the type of the terms.',
  writtenFor: ['softmax/value', 'softmax/sums-to-one'],
  example: '["0*300"]',
  sightings: ['pytorch/executorch#20090'],
  operations: {
    softmax: (logits) => {
      const max = greatest(logits)
      const exps = logits.map((z) => Math.exp(z - max))
      const sum = exps.reduce((so, e) => roundNumber(so + e, formats.bfloat16), 0)
      return exps.map((e) => e / sum)
    },
  },
})
