import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'log-softmax-at-the-offset',
  story:
    'The log-sum-exp with the greatest logit added back is subtracted from raw '
    + 'logits: at 10¹⁶ it is rounded to a multiple of 2, and log N is gone.',
  mend: 'Subtract from shifted logits: (zᵢ − max z) − log Σ e^(z − max z).',
  writtenFor: ['log-softmax/tail'],
  example: '[10000000000000000,10000000000000000]',
  sightings: ['tensorflow/tfjs (softmaxCrossEntropy, 4.22.0)'],
  operations: {
    logSoftmax: (logits) => {
      const whole = right.logSumExp(logits)
      return logits.map((z) => z - whole)
    },
  },
})
