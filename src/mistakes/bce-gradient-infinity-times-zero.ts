import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'bce-gradient-infinity-times-zero',
  story:
    'The limit is promised at an infinite logit, and the slope of log1p(e^(−|x|)) '
    + 'is taken through |x| = x sign x by the product rule, where 0 · ∞ is NaN.',
  mend: 'Write (1 − t) σ(x) − t σ(−x), or declare `infiniteLogit: nan`.',
  writtenFor: ['special-values/certain-slopes'],
  sightings: [],
  policies: { infiniteLogit: 'limit' },
  operations: {
    binaryCrossEntropyGradient: (logit, target) =>
      right.binaryCrossEntropyGradient(logit, target) + 0 * logit,
  },
})
