import { binary64 } from '../arithmetic/binary64.ts'
import { heads } from '../core/heads.ts'
import { mistake } from './mistake.ts'

const { predict, loss, gradient } = heads(binary64).sigmoidThenSoftmax

export default mistake({
  id: 'sigmoid-before-softmax',
  story:
    'The network ends in sigmoid units, and softmax and cross-entropy '
    + 'are put on top: no probability exceeds e/(e + N − 1).',
  mend: 'Leave the outputs linear: softmax and cross-entropy take logits.',
  writtenFor: ['softmax/reaches-one', 'softmax/value', 'cross-entropy/infimum-zero'],
  sightings: [],
  operations: {
    softmax: (logits) => predict(logits),
    crossEntropy: (logits, label) => loss(logits, label),
    crossEntropyGradient: (logits, label) => gradient(logits, label),
  },
})
