import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'sigmoid-for-softmax',
  story:
    'Each logit goes through a sigmoid of its own: N answers '
    + 'to N questions, which need not sum to one.',
  mend:
    'For one class out of N use softmax; keep the sigmoids '
    + 'for labels that do not exclude each other.',
  breaks: [
    'softmax/sums-to-one',
    'softmax/shift-invariant',
    'softmax/log-odds',
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
    'special-values/nan-in-softmax',
    'founding/sigmoid-caps-softmax',
    'founding/sigmoid-forgets-shift',
    'founding/softmax-generalises-sigmoid',
    'founding/gaussian-classes',
    'founding/ignores-density-of-inputs',
    'founding/bias-gradient',
  ],
  sightings: [],
  operations: {
    softmax: (logits) => logits.map(right.sigmoid),
  },
})
