import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'log-of-softmax',
  story:
    'Log-softmax is the logarithm of softmax, which underflows '
    + 'to log 0 at a gap of 746 and rounds to log 1 at 37.',
  mend: 'Stay in log space: (zᵢ − max z) − log Σ e^(z − max z).',
  writtenFor: ['log-softmax/differences', 'log-softmax/value'],
  sightings: ['huggingface/transformers.js#812', 'tracel-ai/burn#315', 'FluxML/NNlib.jl#21'],
  operations: {
    logSoftmax: (logits) => right.softmax(logits).map((p) => Math.log(p)),
  },
})
