import { mistake } from './mistake.ts'

export default mistake({
  id: 'sigmoid-is-tanh',
  story: 'tanh stands for the sigmoid: it has the same shape, and values from −1 to 1.',
  mend: 'σ(x) = (1 + tanh(x/2)) / 2.',
  breaks: [
    'sigmoid/mirrored',
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
    'founding/sigmoid-bounds-odds',
    'founding/one-versus-rest',
    'founding/softmax-generalises-sigmoid',
  ],
  sightings: [],
  operations: {
    sigmoid: (x) => Math.tanh(x),
  },
})
