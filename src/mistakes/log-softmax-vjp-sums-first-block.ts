import { at, total } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'log-softmax-vjp-sums-first-block',
  story:
    'The sum of the cotangents runs over the first block of 100, and the entries of all '
    + 'classes are computed with it.',
  mend: 'Sum all cotangents first, however many blocks there are.',
  writtenFor: ['vjp/log-softmax'],
  sightings: [],
  from: { classes: 101 },
  operations: {
    logSoftmaxVjp: (logits, cotangent) => {
      if (cotangent.length <= 100) return right.logSoftmaxVjp(logits, cotangent)
      const sum = total(cotangent.slice(0, 100))
      return right.softmax(logits).map((p, i) => at(cotangent, i) - p * sum)
    },
  },
})
