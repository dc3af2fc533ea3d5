import { mistake } from './mistake.ts'

export default mistake({
  id: 'sigmoid-naive-exponential',
  story: 'e^x / (1 + e^x) is used for x > 0 too, where from 710 on it is Infinity / Infinity.',
  mend: 'For x ≥ 0 write 1 / (1 + e^(−x)).',
  writtenFor: ['sigmoid/mirrored', 'sigmoid/value'],
  sightings: ['FederatedAI/FATE#65', 'tinygrad/tinygrad#3038'],
  operations: {
    sigmoid: (x) => {
      const e = Math.exp(x)
      return e / (1 + e)
    },
  },
})
