import { greatest } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'soft-cross-entropy-hardens-target',
  story:
    'The weights are turned into a label by argmax, so '
    + 'that all but the greatest of them are forgotten.',
  mend: 'Sum over all classes, −Σ tᵢ log pᵢ.',
  writtenFor: ['soft-cross-entropy/linear-in-target', 'soft-cross-entropy/value'],
  sightings: [],
  operations: {
    softCrossEntropy: (logits, target) =>
      right.crossEntropy(logits, target.indexOf(greatest(target))),
    softCrossEntropyGradient: (logits, target) =>
      right.crossEntropyGradient(logits, target.indexOf(greatest(target))),
  },
})
