import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'cross-entropy-double-softmax',
  story:
    'The loss applies softmax to what already went through '
    + 'softmax: it never falls below log(1 + (N − 1)/e).',
  mend: 'Hand logits to a loss that takes logits, and keep softmax for showing probabilities.',
  writtenFor: ['cross-entropy/infimum-zero', 'cross-entropy/value'],
  sightings: [
    'ariecattan/SciCo#2',
    'tflearn/tflearn#562',
    'nfmcclure/tensorflow_cookbook#86',
    'keras-team/keras#6143',
    'tracel-ai/burn#4829',
  ],
  operations: {
    crossEntropy: (logits, label) => right.crossEntropy(right.softmax(logits), label),
    crossEntropyGradient: (logits, label) =>
      right.softmaxVjp(logits, right.crossEntropyGradient(right.softmax(logits), label)),
    softCrossEntropy: (logits, target) => right.softCrossEntropy(right.softmax(logits), target),
    softCrossEntropyGradient: (logits, target) =>
      right.softmaxVjp(logits, right.softCrossEntropyGradient(right.softmax(logits), target)),
  },
})
