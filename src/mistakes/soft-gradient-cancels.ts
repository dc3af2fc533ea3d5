import { at, total } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'soft-gradient-cancels',
  story:
    'p Σ t − t is subtracted as it stands: where p and t are both near 1, '
    + 'the slope is what is left of two ones.',
  mend: 'Write pᵢ Σ tⱼ − tᵢ Σ pⱼ over the other classes j ≠ i, which cancels the common part first.',
  writtenFor: ['gradient/weights-accurate'],
  sightings: [],
  operations: {
    softCrossEntropyGradient: (logits, target) => {
      const mass = total(target)
      return right.softmax(logits).map((p, i) => p * mass - at(target, i))
    },
  },
})
