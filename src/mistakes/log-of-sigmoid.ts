import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'log-of-sigmoid',
  story:
    'The logarithm is taken of a sigmoid, which underflows '
    + 'to log 0 at −746 and rounds to log 1 at 37.',
  mend: 'min(x, 0) − log1p(e^(−|x|)).',
  writtenFor: ['log-sigmoid/mirrors-softplus', 'log-sigmoid/value'],
  sightings: ['pytorch/pytorch#1835', 'deepspeedai/DeepSpeedExamples#501'],
  operations: {
    logSigmoid: (x) => Math.log(right.sigmoid(x)),
  },
})
