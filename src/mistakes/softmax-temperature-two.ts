import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'softmax-temperature-two',
  story:
    'The logits are halved, in softmax and in its pull-back alike: '
    + 'a check of one against the other sees nothing but its tail.',
  mend: 'Keep a temperature out of softmax, or make it an argument whose default is 1.',
  breaks: [
    'softmax/log-odds',
    'softmax/reaches-one',
    'softmax/competes',
    'softmax/sharpens',
    'softmax/value',
    'softmax/accurate',
    'softmax/masks-out',
    'log-softmax/exp-is-softmax',
    'log-sum-exp/slope-is-softmax',
    'gradient/own-softmax',
    'vjp/value',
    'vjp/linear',
    'vjp/symmetric',
    'vjp/sums-to-zero',
    'vjp/adjoint',
    'two-classes/softmax-is-sigmoid',
    'founding/softmax-generalises-sigmoid',
    'founding/gaussian-classes',
    'founding/ignores-density-of-inputs',
    'founding/bias-gradient',
  ],
  sightings: [],
  operations: {
    softmax: (logits) => right.softmax(halved(logits)),
    softmaxVjp: (logits, cotangent) => halved(right.softmaxVjp(halved(logits), cotangent)),
  },
})

const halved = (xs: readonly number[]): number[] => xs.map((x) => x / 2)
