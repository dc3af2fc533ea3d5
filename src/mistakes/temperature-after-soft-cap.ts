import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'temperature-after-soft-cap',
  story: 'The temperature divides the capped logits, and not what is capped.',
  mend: 'Divide by the temperature before the soft cap: c tanh(z / (T c)).',
  writtenFor: ['batch/any-options'],
  sightings: ['huggingface/trl#5691'],
  operations: {
    batchCrossEntropy: (logits, labels, options) => {
      const { softCap, ...others } = options
      if (softCap === undefined) return right.batchCrossEntropy(logits, labels, options)
      const capped = logits.map((z) => z.map((x) => softCap * Math.tanh(x / softCap)))
      return right.batchCrossEntropy(capped, labels, others)
    },
  },
})
