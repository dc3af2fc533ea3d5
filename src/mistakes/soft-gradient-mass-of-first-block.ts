import { at, total } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'soft-gradient-mass-of-first-block',
  story: 'The mass of the target, Σ t, is taken from the first block of 128 classes.',
  mend: 'Sum the target over all classes.',
  writtenFor: ['gradient/weights'],
  sightings: [],
  from: { classes: 129 },
  operations: {
    softCrossEntropyGradient: (logits, target) => {
      if (target.length <= 128) return right.softCrossEntropyGradient(logits, target)
      const mass = total(target.slice(0, 128))
      return right.softmax(logits).map((p, i) => p * mass - at(target, i))
    },
  },
})
