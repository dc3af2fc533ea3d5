import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'log-softmax-in-bits',
  story: 'The logarithm has base 2, so that its exponential is not softmax.',
  mend: 'Take the natural logarithm; divide by log 2 only where bits are printed.',
  breaks: [
    'log-softmax/exp-is-softmax',
    'log-softmax/idempotent',
    'log-softmax/differences',
    'log-softmax/value',
    'log-softmax/tail',
    'soft-cross-entropy/is-expected-surprise',
    'founding/unequal-gaussians',
  ],
  sightings: [],
  operations: {
    logSoftmax: (logits) => right.logSoftmax(logits).map((x) => x / Math.LN2),
  },
})
