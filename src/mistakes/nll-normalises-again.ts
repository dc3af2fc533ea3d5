import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'nll-normalises-again',
  story:
    'A cross-entropy takes log-probabilities for logits: right for what is normalised, and wrong '
    + 'for all else that stands for log-probabilities.',
  mend: 'Read the entry of the label, and leave the normaliser to log-softmax.',
  writtenFor: ['nll-loss/does-not-normalise', 'nll-loss/value'],
  sightings: ['AICPS/hw2vec#23', 'giannisnik/repset#1', 'Randl/MobileNetV2-pytorch#5'],
  operations: {
    nllLoss: (l, label) => right.crossEntropy(l, label),
    nllLossGradient: (l, label) => right.crossEntropyGradient(l, label),
  },
})
