import { mistake, right } from './mistake.ts'

let calls = 0

export default mistake({
  id: 'dropout-left-on',
  story:
    'A layer that drops units in training was left on: every third call leaves the last class out.',
  mend: 'Switch it off for evaluation; a function has one value at an argument.',
  writtenFor: ['hygiene/deterministic'],
  sightings: [],
  operations: {
    softplus: (x) => (calls++ % 3 === 2 ? 0 : right.softplus(x)),
  },
})
