import { mistake } from './mistake.ts'

export default mistake({
  id: 'softmax-max-by-reduce',
  story:
    'The greatest logit is logits.reduce(Math.max), which is handed '
    + 'the index and the array too: the maximum of an array is NaN.',
  mend: 'Write reduce((a, b) => Math.max(a, b), -Infinity), or Math.max(...logits).',
  breaks: [
    'softmax/sums-to-one',
    'softmax/in-unit-interval',
    'softmax/reaches-one',
    'softmax/value',
    'softmax/accurate',
    'softmax/masks-out',
    'log-softmax/exp-is-softmax',
    'log-sum-exp/slope-is-softmax',
    'gradient/own-softmax',
    'vjp/adjoint',
    'two-classes/softmax-is-sigmoid',
    'founding/sigmoid-caps-softmax',
    'founding/sigmoid-forgets-shift',
    'founding/softmax-generalises-sigmoid',
    'founding/gaussian-classes',
    'founding/ignores-density-of-inputs',
    'founding/bias-gradient',
  ],
  sightings: [],
  operations: {
    softmax: (logits) => {
      const max = logits.reduce(greatest)
      const exps = logits.map((z) => Math.exp(z - max))
      const sum = exps.reduce((a, b) => a + b, 0)
      return exps.map((e) => e / sum)
    },
  },
})

/** Math.max, which makes numbers of whatever it is handed. */
const greatest = (...xs: readonly unknown[]): number => Math.max(...xs.map(Number))
