import { greatest } from '../arithmetic/sequence.ts'
import { mistake } from './mistake.ts'

export default mistake({
  id: 'softmax-sum-without-initial-value',
  story:
    'The sum is a reduce without an initial value, so that the first '
    + 'logit is taken as it stands, without its exponential.',
  mend: 'Give reduce its 0.',
  breaks: [
    'softmax/sums-to-one',
    'softmax/in-unit-interval',
    'softmax/shift-invariant',
    'softmax/permutation-equivariant',
    'softmax/keeps-order',
    'softmax/log-odds',
    'softmax/reaches-one',
    'softmax/competes',
    'softmax/sharpens',
    'softmax/one-class',
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
    'founding/ignores-density-of-inputs',
    'founding/bias-gradient',
  ],
  sightings: [],
  operations: {
    softmax: (logits) => {
      const max = greatest(logits)
      const sum = logits.reduce((total, z) => total + Math.exp(z - max))
      return logits.map((z) => Math.exp(z - max) / sum)
    },
  },
})
