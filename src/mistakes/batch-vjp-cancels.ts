import { at } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'batch-vjp-cancels',
  story:
    'g p − g at the label and g (σ(x) − t) are differences of numbers of size g: a row that is right '
    + 'by a gap of 37 has no gradient left.',
  mend: 'At the label take minus the sum of the others, and (1 − t) σ(x) − t σ(−x) for one logit.',
  writtenFor: ['batch-vjp/accurate', 'batch-vjp/binary-accurate'],
  sightings: [],
  operations: {
    batchCrossEntropyVjp: (logits, labels, cotangent, options) => {
      if (options.classWeights ?? options.labelSmoothing)
        return right.batchCrossEntropyVjp(logits, labels, cotangent, options)
      return logits.map((z, n) => {
        const [g, y] = [at(cotangent, n), at(labels, n)]
        if (y === options.ignoreIndex) return z.map(() => 0)
        return right.softmax(z).map((p, i) => (i === y ? g * p - g : g * p))
      })
    },
    batchBinaryCrossEntropyVjp: (logits, targets, cotangent, { posWeight: w = 1 }) =>
      logits.map((x, n) => {
        const t = at(targets, n)
        return at(cotangent, n) * ((1 + (w - 1) * t) * right.sigmoid(x) - w * t)
      }),
  },
})
