import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'bce-epsilon-rounds-away',
  story:
    'The probability is kept within [10⁻¹⁷, 1 − 10⁻¹⁷], '
    + 'and 1 − 10⁻¹⁷ is 1: half of the guard is not there.',
  mend:
    'Compute the loss from the logit; where a guard must be, '
    + 'make it at least one unit in the last place of 1.',
  writtenFor: ['binary/mirrored', 'binary/value'],
  sightings: ['keras-team/keras#377', 'snipsco/ntm-lasagne#20', 'scikit-learn/scikit-learn#24315'],
  operations: {
    binaryCrossEntropy: (logit, target) => {
      const p = Math.min(Math.max(right.sigmoid(logit), 1e-17), 1 - 1e-17)
      return -target * Math.log(p) - (1 - target) * Math.log(1 - p)
    },
  },
})
