import { mistake } from './mistake.ts'

export default mistake({
  id: 'softmax-max-initialised-to-zero',
  story:
    'The running maximum starts at 0 instead of the first '
    + 'logit, so that very negative logits are not shifted.',
  mend: 'Start the maximum at the first logit, or at -Infinity.',
  writtenFor: ['softmax/shift-invariant', 'softmax/value'],
  sightings: ['FluxML/NNlib.jl#43', 'm0at/rvllm#1'],
  operations: {
    softmax: (logits) => {
      let max = 0
      for (const z of logits) max = Math.max(max, z)
      const exps = logits.map((z) => Math.exp(z - max))
      const sum = exps.reduce((a, b) => a + b, 0)
      return exps.map((e) => e / sum)
    },
  },
})
