import { mistake } from './mistake.ts'

export default mistake({
  id: 'softmax-max-initialised-to-zero',
  story:
    'The running maximum starts at 0 instead of the first '
    + 'logit, so that very negative logits are not shifted.',
  mend: 'Start the maximum at the first logit, or at -Infinity.',
  breaks: [
    'softmax/sums-to-one',
    'softmax/in-unit-interval',
    'softmax/shift-invariant',
    'softmax/log-odds',
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
    'founding/softmax-generalises-sigmoid',
    'founding/ignores-density-of-inputs',
    'founding/bias-gradient',
  ],
  sightings: ['FluxML/NNlib.jl#43'],
  operations: {
    softmax: (logits) => {
      let max = 0
      for (const z of logits) max = Math.max(max, z)
      const exps = logits.map((z) => Math.exp(z - max))
      const sum = exps.reduce((a, b) => a + b, 0)
      return exps.map((e) => e / sum)
    },
  },
})
