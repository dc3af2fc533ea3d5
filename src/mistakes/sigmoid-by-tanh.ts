import { mistake } from './mistake.ts'

export default mistake({
  id: 'sigmoid-by-tanh',
  story: '(1 + tanh(x/2)) / 2 cancels for negative x: below −37 it is 0.',
  mend: 'For x < 0 write e^x / (1 + e^x), which keeps all its digits.',
  writtenFor: ['sigmoid/tail'],
  sightings: [],
  operations: {
    sigmoid: (x) => 0.5 * (1 + Math.tanh(x / 2)),
  },
})
