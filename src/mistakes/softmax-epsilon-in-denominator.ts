import { greatest } from '../arithmetic/sequence.ts'
import { mistake } from './mistake.ts'

export default mistake({
  id: 'softmax-epsilon-in-denominator',
  story: 'A small number is added to the sum against division by zero, which cannot happen.',
  mend: 'Leave it out: after the shift the sum is at least 1.',
  breaks: [
    'softmax/sums-to-one',
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
    'founding/sigmoid-forgets-shift',
    'founding/softmax-generalises-sigmoid',
    'founding/gaussian-classes',
    'founding/bias-gradient',
  ],
  sightings: [],
  operations: {
    softmax: (logits) => {
      const max = greatest(logits)
      const exps = logits.map((z) => Math.exp(z - max))
      const sum = exps.reduce((a, b) => a + b, 0)
      return exps.map((e) => e / (sum + 1e-8))
    },
  },
})
