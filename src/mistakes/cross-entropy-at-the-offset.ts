import { at } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'cross-entropy-at-the-offset',
  story:
    'The logit is subtracted from log-sum-exp after the maximum '
    + 'was added back: at an offset of 10⁴ four digits are gone.',
  mend:
    'Subtract the maximum from every logit, the one '
    + 'of the label included, and never add it back.',
  writtenFor: ['cross-entropy/tail', 'gradient/accurate'],
  example: '{"logits":[10000,10000],"label":0}',
  sightings: ['tensorflow/tfjs (softmaxCrossEntropy, 4.22.0)'],
  operations: {
    crossEntropy: (logits, label) => right.logSumExp(logits) - at(logits, label),
    crossEntropyGradient: (logits, label) => {
      const logSumExp = right.logSumExp(logits)
      return logits.map((z, i) => Math.exp(z - logSumExp) - (i === label ? 1 : 0))
    },
  },
})
