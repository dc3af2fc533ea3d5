import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'infinite-logit-guarded-forward-only',
  story:
    'The limit is promised for an infinite logit and given by the forward pass; '
    + 'the backward pass shifts anew, and ∞ − ∞ is NaN.',
  mend: 'Pull back through the probabilities that were given: p (g − Σ p g) is 0 at one class.',
  writtenFor: ['special-values/infinite-logit-vjp'],
  sightings: [],
  policies: { posInfLogit: 'limit' },
  operations: {
    softmaxVjp: (logits, cotangent) => right.softmaxVjp(logits, cotangent),
  },
})
