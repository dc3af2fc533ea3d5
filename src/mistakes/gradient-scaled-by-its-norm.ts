import { total } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'gradient-scaled-by-its-norm',
  story:
    'The gradient is clipped by the norm of the whole batch: a NaN in one row makes the '
    + 'norm NaN, and with it the gradients of all rows.',
  mend: 'Leave clipping to the optimiser, or skip rows that are not finite.',
  writtenFor: ['batch/gradient-any-options'],
  sightings: [],
  operations: {
    batchCrossEntropyGradient: (logits, labels, options) => {
      const gradient = right.batchCrossEntropyGradient(logits, labels, options)
      const norm = Math.sqrt(total(gradient.flat().map((g) => g * g)))
      const scale = Math.min(1, 1e100 / norm)
      return gradient.map((slopes) => slopes.map((g) => g * scale))
    },
  },
})
