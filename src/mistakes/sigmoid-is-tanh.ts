import { mistake } from './mistake.ts'

export default mistake({
  id: 'sigmoid-is-tanh',
  story: 'tanh stands for the sigmoid: it has the same shape, and values from −1 to 1.',
  mend: 'σ(x) = (1 + tanh(x/2)) / 2.',
  writtenFor: ['sigmoid/in-unit-interval', 'sigmoid/value'],
  sightings: [],
  operations: {
    sigmoid: (x) => Math.tanh(x),
  },
})
