import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'softplus-sign-flipped',
  story: 'softplus(−x) stands for softplus(x): the loss of the other class.',
  mend: 'softplus(x) = log(1 + e^x), which rises.',
  breaks: [
    'softplus/odd-part',
    'softplus/bounds',
    'softplus/monotone',
    'softplus/slope-is-sigmoid',
    'softplus/value',
    'softplus/tail',
    'log-sigmoid/mirrors-softplus',
    'special-values/softplus-at-infinity',
  ],
  sightings: [],
  operations: {
    softplus: (x) => right.softplus(-x),
  },
})
