import { at, indexOfGreatest, total } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'softmax-vjp-mean-of-first-threads',
  story:
    'The mean Σ p g is gathered by 128 threads from one entry each, and subtracted everywhere.',
  mend: 'Let each thread add all entries of its stride before the threads are reduced.',
  writtenFor: ['vjp/value'],
  sightings: [],
  from: { classes: 129 },
  operations: {
    softmaxVjp: (logits, cotangent) => {
      const p = right.softmax(logits)
      const pivot = at(cotangent, indexOfGreatest(logits))
      const h = cotangent.map((g) => g - pivot)
      const mean = total(p.map((x, j) => x * at(h, j)).slice(0, 128))
      return p.map((x, i) => x * (at(h, i) - mean))
    },
  },
})
