import { mistake } from './mistake.ts'

export default mistake({
  id: 'softmax-finite-sentinel',
  story:
    'The maximum is sought from −500 on, where −∞ was meant, and the '
    + 'sum is kept above 10⁻⁶: a row further down comes back as zeros.',
  mend: 'Start from −Infinity; a row that is wholly masked is a case of its own.',
  writtenFor: ['softmax/sums-to-one', 'softmax/shift-invariant', 'softmax/value'],
  sightings: ['flashinfer-ai/flashinfer#4267', 'tracel-ai/burn#4697'],
  operations: {
    softmax: (logits) => {
      const max = logits.reduce((a, b) => Math.max(a, b), -500)
      const exps = logits.map((z) => Math.exp(z - max))
      const sum = Math.max(
        exps.reduce((a, b) => a + b, 0),
        1e-6,
      )
      return exps.map((e) => e / sum)
    },
  },
})
