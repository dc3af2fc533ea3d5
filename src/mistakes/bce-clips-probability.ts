import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'bce-clips-probability',
  story:
    'The probability is clipped to [10⁻⁷, 1 − 10⁻⁷], in the value and, through '
    + 'the clip, in the gradient: the worst mistakes teach nothing.',
  mend: 'Compute the loss from the logit, where nothing has to be clipped.',
  writtenFor: ['binary/no-ceiling', 'binary/value', 'binary/gradient-value'],
  sightings: ['keras-team/keras#9664', 'keras-team/keras#17634'],
  operations: {
    binaryCrossEntropy: (logit, target) => {
      const p = clip(right.sigmoid(logit))
      return -target * Math.log(p) - (1 - target) * Math.log(1 - p)
    },
    binaryCrossEntropyGradient: (logit, target) => {
      const p = right.sigmoid(logit)
      return p === clip(p) ? right.binaryCrossEntropyGradient(logit, target) : 0
    },
  },
})

const clip = (p: number): number => Math.min(Math.max(p, 1e-7), 1 - 1e-7)
