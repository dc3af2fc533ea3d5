import { mistake } from './mistake.ts'

export default mistake({
  id: 'sigmoid-naive-exponential',
  story: 'e^x / (1 + e^x) is used for x > 0 too, where from 710 on it is Infinity / Infinity.',
  mend: 'For x ≥ 0 write 1 / (1 + e^(−x)).',
  breaks: [
    'sigmoid/mirrored',
    'sigmoid/monotone',
    'sigmoid/in-unit-interval',
    'sigmoid/value',
    'sigmoid/tail',
    'softplus/slope-is-sigmoid',
    'log-sigmoid/exp-is-sigmoid',
    'two-classes/softmax-is-sigmoid',
    'special-values/sigmoid-at-infinity',
    'founding/sigmoid-caps-softmax',
    'founding/sigmoid-floors-loss',
    'founding/sigmoid-shrinks-gradient',
    'founding/one-versus-rest',
    'founding/softmax-generalises-sigmoid',
  ],
  sightings: ['FederatedAI/FATE#65', 'tinygrad/tinygrad#3038'],
  operations: {
    sigmoid: (x) => {
      const e = Math.exp(x)
      return e / (1 + e)
    },
  },
})
