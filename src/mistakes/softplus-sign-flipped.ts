import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'softplus-sign-flipped',
  story: 'softplus(−x) stands for softplus(x): the loss of the other class.',
  mend: 'softplus(x) = log(1 + e^x), which rises.',
  writtenFor: ['softplus/monotone', 'softplus/value'],
  sightings: [],
  operations: {
    softplus: (x) => right.softplus(-x),
  },
})
