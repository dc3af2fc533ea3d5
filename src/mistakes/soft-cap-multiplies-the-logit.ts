import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'soft-cap-multiplies-the-logit',
  story:
    'The hyperbolic tangent multiplies the logit and not the cap: z tanh(z / c), which '
    + 'bounds nothing and loses the sign.',
  mend: 'c tanh(z / c).',
  writtenFor: ['batch-options/soft-cap'],
  example: '{"logits":[[0,10]],"labels":[0],"number":2}',
  sightings: ['unslothai/unsloth-zoo#593'],
  operations: {
    batchCrossEntropy: (logits, labels, { softCap, temperature = 1, ...options }) => {
      if (softCap === undefined)
        return right.batchCrossEntropy(logits, labels, { ...options, temperature })
      const capped = logits.map((z) =>
        z.map((x) => (x / temperature) * Math.tanh(x / temperature / softCap)),
      )
      return right.batchCrossEntropy(capped, labels, options)
    },
  },
})
