import { greatest } from '../arithmetic/sequence.ts'
import { formats, roundNumber } from '../arithmetic/format.ts'
import { mistake } from './mistake.ts'

export default mistake({
  id: 'softmax-sums-in-half-precision',
  story:
    'The exponentials are summed in binary16, the type of the logits on the '
    + 'device: three digits are left, and beyond 2048 nothing is added.',
  mend: 'Accumulate in a wider format than that of the terms.',
  breaks: [
    'softmax/sums-to-one',
    'softmax/permutation-equivariant',
    'softmax/reaches-one',
    'softmax/competes',
    'softmax/sharpens',
    'softmax/value',
    'softmax/accurate',
    'softmax/masks-out',
    'log-softmax/exp-is-softmax',
    'log-sum-exp/slope-is-softmax',
    'gradient/own-softmax',
    'vjp/adjoint',
    'two-classes/softmax-is-sigmoid',
    'founding/sigmoid-caps-softmax',
    'founding/softmax-generalises-sigmoid',
    'founding/gaussian-classes',
    'founding/bias-gradient',
  ],
  sightings: [],
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
