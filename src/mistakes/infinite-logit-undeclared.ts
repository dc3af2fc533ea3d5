import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'infinite-logit-undeclared',
  story: 'The limit is promised for an infinite logit, and the shift makes it NaN.',
  mend: 'Declare `posInfLogit: nan`, or treat infinite logits apart.',
  writtenFor: ['special-values/infinite-logit'],
  sightings: ['jax-ml/jax#21495', 'FluxML/NNlib.jl#206'],
  policies: { posInfLogit: 'limit' },
  operations: {
    softmax: (logits) => right.softmax(logits),
  },
})
