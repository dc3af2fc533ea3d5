import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'log-softmax-epsilon-in-log',
  story:
    'The logarithm is taken of p + 10⁻¹²: a certain class gets '
    + 'a positive log-probability, and none gets less than −27.6.',
  mend: 'Stay in log space, where no logarithm of 0 arises: (zᵢ − max z) − log Σ e^(z − max z).',
  writtenFor: ['log-softmax/non-positive', 'log-softmax/value'],
  sightings: [],
  operations: {
    logSoftmax: (logits) => right.softmax(logits).map((p) => Math.log(p + 1e-12)),
  },
})
