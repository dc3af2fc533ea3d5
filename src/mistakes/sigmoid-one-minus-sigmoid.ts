import { mistake } from './mistake.ts'

export default mistake({
  id: 'sigmoid-one-minus-sigmoid',
  story: 'For x < 0 the sigmoid is 1 − σ(−x), where σ(−x) has been rounded: below −37 it is 0.',
  mend: 'For x < 0 write e^x / (1 + e^x).',
  writtenFor: ['sigmoid/tail'],
  sightings: ['tensorflow/tensorflow#126633', 'pytorch/pytorch#195545'],
  operations: {
    sigmoid: (x) => {
      const p = 1 / (1 + Math.exp(-Math.abs(x)))
      return x < 0 ? 1 - p : p
    },
  },
})
