import { greatest } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'softmax-vjp-takes-cotangent-for-one-hot',
  story:
    'The row of the Jacobian at the greatest entry of the cotangent '
    + 'is returned, whatever its size and the other entries.',
  mend: 'Use every entry of the cotangent: its own loss is rarely the last node.',
  writtenFor: ['vjp/linear', 'vjp/value'],
  sightings: ['linkedin/Liger-Kernel#968', 'pytorch/pytorch#94226'],
  operations: {
    softmaxVjp: (logits, cotangent) => {
      const label = cotangent.indexOf(greatest(cotangent))
      return right.softmaxVjp(
        logits,
        cotangent.map((_, i) => (i === label ? 1 : 0)),
      )
    },
  },
})
