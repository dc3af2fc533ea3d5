import { at } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

const { softmax, crossEntropy, crossEntropyGradient, sigmoid } = right

export default mistake({
  id: 'sigmoid-before-softmax',
  story:
    'The network ends in sigmoid units, and softmax and cross-entropy '
    + 'are put on top: no probability exceeds e/(e + N − 1).',
  mend: 'Leave the outputs linear: softmax and cross-entropy take logits.',
  writtenFor: ['softmax/reaches-one', 'softmax/value', 'cross-entropy/infimum-zero'],
  example: '{"gap":20,"others":2}',
  sightings: [],
  operations: {
    softmax: (logits) => softmax(logits.map(sigmoid)),
    crossEntropy: (logits, label) => crossEntropy(logits.map(sigmoid), label),
    crossEntropyGradient: (logits, label) =>
      crossEntropyGradient(logits.map(sigmoid), label).map((g, i) => {
        const z = at(logits, i)
        return g * (sigmoid(z) * sigmoid(-z))
      }),
  },
})
