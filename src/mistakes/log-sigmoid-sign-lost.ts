import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'log-sigmoid-sign-lost',
  story: 'The loss softplus(−x) is returned for the log-probability −softplus(−x).',
  mend: 'A log-probability is at most 0: negate it.',
  writtenFor: ['log-sigmoid/mirrors-softplus', 'log-sigmoid/value'],
  sightings: [],
  operations: {
    logSigmoid: (x) => right.softplus(-x),
  },
})
