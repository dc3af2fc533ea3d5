import { mistake } from './mistake.ts'

export default mistake({
  id: 'logsumexp-naive',
  story:
    'The logarithm is taken of the sum of raw exponentials, '
    + 'which is infinite from 710 on and 0 below −745.',
  mend: 'Take the greatest logit out: max z + log Σ e^(z − max z).',
  writtenFor: ['log-sum-exp/bounds', 'log-sum-exp/value'],
  sightings: ['tenstorrent/tt-metal#10001', 'JuliaML/LossFunctions.jl#90'],
  operations: {
    logSumExp: (logits) => Math.log(logits.reduce((sum, z) => sum + Math.exp(z), 0)),
  },
})
