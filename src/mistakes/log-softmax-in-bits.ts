import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'log-softmax-in-bits',
  story: 'The logarithm has base 2, so that its exponential is not softmax.',
  mend: 'Take the natural logarithm; divide by log 2 only where bits are printed.',
  writtenFor: ['log-softmax/exp-is-softmax', 'log-softmax/value'],
  sightings: [],
  operations: {
    logSoftmax: (logits) => right.logSoftmax(logits).map((x) => x / Math.LN2),
  },
})
