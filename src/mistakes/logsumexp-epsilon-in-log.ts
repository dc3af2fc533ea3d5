import { mistake } from './mistake.ts'

export default mistake({
  id: 'logsumexp-epsilon-in-log',
  story: 'A small number is added to the sum against log 0, which only an empty mass has.',
  mend: 'Leave it out: after the shift the sum is at least 1.',
  breaks: [],
  sightings: [],
  operations: {
    logSumExp: (logits) => {
      const max = Math.max(...logits)
      if (Math.abs(max) === Infinity) return max
      return max + Math.log(logits.reduce((sum, z) => sum + Math.exp(z - max), 0) + 1e-8)
    },
  },
})
