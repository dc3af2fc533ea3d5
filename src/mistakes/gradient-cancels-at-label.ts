import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'gradient-cancels-at-label',
  story:
    'p_y − 1 is subtracted, so that the slope of a well-classified label is 0 beyond a gap of 37.',
  mend: 'Return minus the sum of the other probabilities, which keeps all digits.',
  writtenFor: ['gradient/accurate'],
  sightings: ['tensorflow/tensorflow#126525', 'tensorflow/tensorflow#126633'],
  operations: {
    crossEntropyGradient: (logits, label) =>
      right.softmax(logits).map((p, i) => (i === label ? p - 1 : p)),
  },
})
