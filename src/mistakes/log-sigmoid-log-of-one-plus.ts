import { mistake } from './mistake.ts'

export default mistake({
  id: 'log-sigmoid-log-of-one-plus',
  story: 'min(x, 0) − log(1 + e^(−|x|)) rounds the sum: above 37 it is log 1 = 0.',
  mend: 'Write log1p(e^(−|x|)).',
  writtenFor: ['log-sigmoid/tail'],
  sightings: [],
  operations: {
    logSigmoid: (x) => Math.min(x, 0) - Math.log(1 + Math.exp(-Math.abs(x))),
  },
})
