import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'bce-infinity-times-zero',
  story:
    'The limit is promised at an infinite logit, and t softplus(−x) + (1 − t) '
    + 'softplus(x) is taken at its word: a certain and right answer costs 0 · ∞ = NaN.',
  mend: 'Leave a term out where its weight is 0, or declare `infiniteLogit: nan`.',
  writtenFor: ['special-values/certain-answers'],
  sightings: ['pyro-ppl/numpyro#2240', 'google-deepmind/optax#431'],
  policies: { infiniteLogit: 'limit' },
  operations: {
    binaryCrossEntropy: (logit, target) =>
      target * right.softplus(-logit) + (1 - target) * right.softplus(logit),
  },
})
