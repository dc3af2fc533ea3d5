import { at, greatest } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'mask-gradient-of-what-is-hidden',
  story:
    'The sum takes e^(z − m) only where the mask lets it, after it was computed everywhere: its '
    + 'gradient is 0 times what has overflowed.',
  mend: 'Replace hidden logits before the exponential, and not only its result.',
  writtenFor: ['batch-options/mask-gradient'],
  sightings: ['jax-ml/jax#17117', 'jax-ml/jax#19490'],
  operations: {
    batchCrossEntropyGradient: (logits, labels, options) => {
      const { mask } = options
      const slopes = right.batchCrossEntropyGradient(logits, labels, options)
      if (mask === undefined) return slopes
      return slopes.map((row, n) => {
        const isThere = at(mask, n)
        const peak = greatest(at(logits, n).filter((_, i) => isThere[i] === 1))
        return row.map((g, i) =>
          isThere[i] === 1 || labels[n] === options.ignoreIndex ?
            g
          : 0 * Math.exp(at(at(logits, n), i) - peak),
        )
      })
    },
  },
})
