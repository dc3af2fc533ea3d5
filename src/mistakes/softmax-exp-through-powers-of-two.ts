import { greatest } from '../arithmetic/sequence.ts'
import { mistake } from './mistake.ts'

export default mistake({
  id: 'softmax-exp-through-powers-of-two',
  story:
    'e^x is taken as 2^(x log2 e) with a rounded product, as '
    + 'fast kernels do: the tail loses digits with the gap.',
  mend: 'Reduce the argument in two parts (Cody and Waite), as exp does.',
  writtenFor: ['softmax/accurate'],
  sightings: [],
  operations: {
    softmax: (logits) => {
      const max = greatest(logits)
      const exps = logits.map((z) => 2 ** ((z - max) * Math.LOG2E))
      const sum = exps.reduce((a, b) => a + b, 0)
      return exps.map((e) => e / sum)
    },
  },
})
