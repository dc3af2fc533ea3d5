import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'bce-gradient-of-probability',
  story:
    'The slope in the probability, (p − t)/(p (1 − p)), is returned for the slope in the logit.',
  mend: 'Multiply by dp/dx = p (1 − p), which cancels the divisor: σ(x) − t.',
  writtenFor: ['binary/gradient-bounded', 'binary/gradient-value'],
  sightings: ['tiny-dnn/tiny-dnn#410', 'eriklindernoren/ML-From-Scratch#98'],
  operations: {
    binaryCrossEntropyGradient: (logit, target) => {
      const p = right.sigmoid(logit)
      return (p - target) / (p * (1 - p))
    },
  },
})
