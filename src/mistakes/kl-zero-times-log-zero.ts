import { at, total } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'kl-zero-times-log-zero',
  story: 'Each weight is multiplied by its logarithm: where it is 0, that is 0 · −∞, or NaN.',
  mend: 'Leave a weight of 0 out, or take xlogy, for t log t → 0.',
  writtenFor: ['kl-divergence/value', 'kl-divergence/cross-entropy-less-entropy'],
  sightings: [
    'Lightning-AI/torchmetrics#1029',
    'JuliaStats/Distributions.jl#793',
    'TheAlgorithms/Python#12233',
  ],
  operations: {
    klDivergence: (logits, target) => {
      const logs = right.logSoftmax(logits)
      return total(target.map((t, i) => t * (Math.log(t) - at(logs, i))))
    },
  },
})
