import { at } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'cross-entropy-epsilon-in-log',
  story:
    'The logarithm is taken of p + 10⁻⁷: a perfect prediction '
    + 'has a negative loss, and no loss exceeds 16.2.',
  mend:
    'Compute −log p from logits, as the gap to the '
    + 'greatest plus log1p of the sum of the others.',
  writtenFor: ['cross-entropy/non-negative', 'cross-entropy/no-ceiling', 'cross-entropy/value'],
  sightings: ['tensorflow/tensorflow#41595', 'keras-team/keras#15249', 'fastai/course22#22'],
  operations: {
    crossEntropy: (logits, label) => -Math.log(at(right.softmax(logits), label) + 1e-7),
    softCrossEntropy: (logits, target) =>
      right.softmax(logits).reduce((sum, p, i) => sum - at(target, i) * Math.log(p + 1e-7), 0),
  },
})
