import { mistake } from './mistake.ts'

export default mistake({
  id: 'softmax-without-exponential',
  story: 'The logits themselves are divided by their sum: why take an exponential?',
  mend: 'Exponentiate: logits may be negative, and only their differences mean anything.',
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
    'founding/sigmoid-bounds-odds',
    'founding/softmax-generalises-sigmoid',
    'founding/gaussian-classes',
    'founding/ignores-density-of-inputs',
    'founding/bias-gradient',
  ],
  sightings: [],
  operations: {
    softmax: (logits) => {
      const sum = logits.reduce((a, b) => a + b, 0)
      return logits.map((z) => z / sum)
    },
  },
})
