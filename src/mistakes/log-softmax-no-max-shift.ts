import { mistake } from './mistake.ts'

export default mistake({
  id: 'log-softmax-no-max-shift',
  story:
    'The logarithm of the sum of unshifted exponentials is subtracted: '
    + 'beyond 709 it is infinite, below −745 it is log 0.',
  mend: 'Subtract the greatest logit first: (zᵢ − max z) − log Σ e^(z − max z).',
  writtenFor: ['log-softmax/shift-invariant', 'log-softmax/value'],
  sightings: ['tenstorrent/tt-metal#10001'],
  operations: {
    logSoftmax: (logits) => {
      const logSum = Math.log(logits.reduce((sum, z) => sum + Math.exp(z), 0))
      return logits.map((z) => z - logSum)
    },
  },
})
