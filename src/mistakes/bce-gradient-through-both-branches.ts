import { mistake } from './mistake.ts'

export default mistake({
  id: 'bce-gradient-through-both-branches',
  story:
    'where(x > 40, x, log1p(e^x)) is differentiated as it stands: the branch '
    + 'that was not taken gets weight 0, and 0 · ∞/∞ is NaN from 710 on.',
  mend: 'Hand the branch that is not taken a harmless argument: log1p(exp(where(x > 40, 0, x))).',
  writtenFor: ['binary/gradient-value', 'binary/slope-of-own-loss'],
  sightings: ['tensorflow/tensorflow#2540', 'tensorflow/tensorflow#38349', 'pytorch/pytorch#23156'],
  operations: {
    binaryCrossEntropyGradient: (logit, target) => {
      const taken = logit > 40 ? 1 : 0
      return taken + (1 - taken) * (Math.exp(logit) / (1 + Math.exp(logit))) - target
    },
  },
})
