import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'soft-cap-not-in-the-gradient',
  story: 'The gradient is that in the capped logits, handed on as if it were that in the logits.',
  mend: 'Multiply each entry by 1 − tanh²(z / c).',
  writtenFor: ['batch-options/soft-cap-gradient'],
  example: '{"logits":[[0,10]],"labels":[0],"number":2}',
  sightings: [],
  operations: {
    batchCrossEntropyGradient: (logits, labels, options) => {
      const { softCap, ...others } = options
      if (softCap === undefined) return right.batchCrossEntropyGradient(logits, labels, options)
      const { temperature = 1 } = options
      const capped = logits.map((z) =>
        z.map((x) => temperature * softCap * Math.tanh(x / temperature / softCap)),
      )
      return right.batchCrossEntropyGradient(capped, labels, others)
    },
  },
})
