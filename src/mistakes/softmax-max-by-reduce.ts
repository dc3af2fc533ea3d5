import { greatest } from '../arithmetic/sequence.ts'
import { mistake } from './mistake.ts'

export default mistake({
  id: 'softmax-max-by-reduce',
  story:
    'The greatest logit is logits.reduce(Math.max), which is handed '
    + 'the index and the array too: the maximum of an array is NaN.',
  mend: 'Write reduce((a, b) => Math.max(a, b), -Infinity).',
  writtenFor: ['softmax/sums-to-one', 'softmax/value'],
  sightings: [],
  operations: {
    softmax: (logits) => {
      const max = logits.reduce(maxOfAll)
      const exps = logits.map((z) => Math.exp(z - max))
      const sum = exps.reduce((a, b) => a + b, 0)
      return exps.map((e) => e / sum)
    },
  },
})

/** Math.max as `reduce` calls it: with the maximum so far, the entry, its index and the array. */
const maxOfAll = (...xs: readonly unknown[]): number => greatest(xs.map(Number))
