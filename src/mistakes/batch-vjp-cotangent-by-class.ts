import { at } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'batch-vjp-cotangent-by-class',
  story:
    'A cotangent of shape [N] meets gradients of shape [N, K], and is spread along the classes: '
    + 'where N is K, nothing complains.',
  mend: 'Give the cotangent an axis of its own, [N, 1].',
  writtenFor: ['batch-vjp/value', 'batch-vjp/own-cotangent'],
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
        .map((row) => row.map((x, i) => x * at(cotangent, i % cotangent.length))),
  },
})
