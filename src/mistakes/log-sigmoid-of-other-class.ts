import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'log-sigmoid-of-other-class',
  story: '−softplus(x) is the log-probability of the other class.',
  mend: 'log σ(x) = −softplus(−x): two signs.',
  writtenFor: ['log-sigmoid/exp-is-sigmoid', 'log-sigmoid/value'],
  sightings: [],
  operations: {
    logSigmoid: (x) => -right.softplus(x),
  },
})
