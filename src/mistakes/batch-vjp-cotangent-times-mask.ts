import { at } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'batch-vjp-cotangent-times-mask',
  story:
    'Ignored rows are left out by a cotangent that is multiplied by a mask of 0: where what comes '
    + 'back to padding is NaN or infinite, so is its gradient.',
  mend: 'Choose 0 for an ignored row, and do not read its cotangent.',
  writtenFor: ['batch-vjp/ignored-row'],
  sightings: [],
  operations: {
    batchCrossEntropyVjp: (logits, labels, cotangent, options) =>
      right
        .batchCrossEntropyVjp(
          logits,
          labels,
          cotangent.map(() => 1),
          options,
        )
        .map((row, n) => {
          const kept = labels[n] === options.ignoreIndex ? 0 : 1
          return row.map((x) => x * (at(cotangent, n) * kept))
        }),
  },
})
