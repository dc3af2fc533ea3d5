import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'bce-clips-probability',
  story:
    'The probability is clipped to [10⁻⁷, 1 − 10⁻⁷], in the value and, through '
    + 'the clip, in the gradient: the worst mistakes teach nothing.',
  mend: 'Compute the loss from the logit, where nothing has to be clipped.',
  breaks: [
    'binary/no-ceiling',
    'binary/mirrored',
    'binary/convex',
    'binary/value',
    'binary/tail',
    'binary/gradient-value',
    'binary/gradient-tail',
    'binary/slope-of-own-loss',
    'two-classes/cross-entropy-is-binary',
    'two-classes/soft-cross-entropy-is-binary',
    'two-classes/gradient-is-binary',
    'special-values/certain-answers',
  ],
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
