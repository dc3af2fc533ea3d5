import { mistake } from './mistake.ts'

export default mistake({
  id: 'softmax-epsilon-in-denominator',
  story: 'A small number is added to the sum against division by zero, which cannot happen.',
  mend: 'Leave it out: after the shift the sum is at least 1.',
  breaks: [],
  sightings: [],
  operations: {
    softmax: (logits) => {
      const max = Math.max(...logits)
      const exps = logits.map((z) => Math.exp(z - max))
      const sum = exps.reduce((a, b) => a + b, 0)
      return exps.map((e) => e / (sum + 1e-8))
    },
  },
})
