import { at, greatest, total } from '../arithmetic/sequence.ts'
import { mistake } from './mistake.ts'

export default mistake({
  id: 'softmax-misses-a-shuffle',
  story:
    'Eight threads share a row and exchange their sums over the distances 1 and 2, not 4: '
    + 'each half of them knows only its own classes.',
  mend: 'Halve the distance from the number of threads down: 4, 2, 1.',
  writtenFor: ['softmax/value', 'softmax/sums-to-one'],
  sightings: ['flashinfer-ai/flashinfer#3640'],
  from: { classes: 5 },
  operations: {
    softmax: (logits) => {
      const max = greatest(logits)
      const exps = logits.map((z) => Math.exp(z - max))
      const half = (i: number): number => Math.floor((i % 8) / 4)
      const sums = [0, 1].map((side) => total(exps.filter((_, i) => half(i) === side)))
      return exps.map((e, i) => e / at(sums, half(i)))
    },
  },
})
