import { mistake } from './mistake.ts'

export default mistake({
  id: 'bce-epsilon-in-log',
  story:
    'The logarithms are taken of σ + 10⁻⁷ and 1 − σ + 10⁻⁷: a loss '
    + 'below zero at one end, a ceiling of 16.1 at the other.',
  mend: 'Compute the loss from the logit, where no logarithm of 0 is in sight.',
  writtenFor: ['binary/non-negative', 'binary/no-ceiling', 'binary/value'],
  sightings: ['tensorflow/tensorflow#41595', 'keras-team/keras#15249'],
  operations: {
    binaryCrossEntropy: (logit, target) => {
      const p = 1 / (1 + Math.exp(-logit))
      return -target * Math.log(p + 1e-7) - (1 - target) * Math.log(1 - p + 1e-7)
    },
  },
})
