import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'batch-vjp-mask-times-gradient',
  story:
    'The gradient of an ignored row is computed and multiplied by a mask of 0: where padding holds '
    + 'NaN or an infinity, 0 times that is NaN.',
  mend: 'Choose 0 for an ignored row; do not multiply by 0.',
  writtenFor: ['batch-vjp/ignored-row-unread'],
  sightings: [],
  operations: {
    batchCrossEntropyVjp: (logits, labels, cotangent, { ignoreIndex, ...options }) => {
      const isKept = (n: number): boolean => labels[n] !== ignoreIndex
      return right
        .batchCrossEntropyVjp(
          logits,
          labels.map((y, n) => (isKept(n) ? y : 0)),
          cotangent.map((g, n) => (isKept(n) ? g : 1)),
          options,
        )
        .map((row, n) => row.map((x) => x * (isKept(n) ? 1 : 0)))
    },
  },
})
