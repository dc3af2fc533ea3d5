import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'sigmoid-clipped',
  story: 'The probability is kept within [10⁻⁷, 1 − 10⁻⁷], so that a later logarithm is finite.',
  mend: 'Return the probability itself, and take its logarithm with logSigmoid.',
  writtenFor: ['special-values/sigmoid-at-infinity', 'sigmoid/value'],
  sightings: ['keras-team/keras#9247', 'keras-team/keras#9664'],
  operations: {
    sigmoid: (x) => Math.max(1e-7, Math.min(1 - 1e-7, right.sigmoid(x))),
  },
})
