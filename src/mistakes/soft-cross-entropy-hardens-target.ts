import { greatest } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'soft-cross-entropy-hardens-target',
  story:
    'The weights are turned into a label by argmax, so '
    + 'that all but the greatest of them are forgotten.',
  mend: 'Sum over all classes, −Σ tᵢ log pᵢ.',
  breaks: [
    'soft-cross-entropy/gibbs',
    'soft-cross-entropy/entropy-plus-divergence',
    'soft-cross-entropy/is-expected-surprise',
    'soft-cross-entropy/linear-in-target',
    'soft-cross-entropy/homogeneous',
    'soft-cross-entropy/value',
    'gradient/weights',
    'gradient/slope-of-own-soft-loss',
    'vjp/log-softmax-is-soft-gradient',
    'two-classes/soft-cross-entropy-is-binary',
  ],
  sightings: [],
  operations: {
    softCrossEntropy: (logits, target) =>
      right.crossEntropy(logits, target.indexOf(greatest(target))),
    softCrossEntropyGradient: (logits, target) =>
      right.crossEntropyGradient(logits, target.indexOf(greatest(target))),
  },
})
