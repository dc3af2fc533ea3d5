import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'mask-pull-back-zero-times-infinity',
  story:
    'The pull-back of a row multiplies what is masked by 0 after it has met −∞, and 0 · ∞ is NaN.',
  mend: 'Select the masked entries, and give them the slope 0.',
  writtenFor: ['vjp/masked-class'],
  sightings: ['jax-ml/jax#17117'],
  operations: {
    softmaxVjp: (logits, cotangent) =>
      right
        .softmaxVjp(logits, cotangent)
        .map((x, i) => (logits[i] === -Infinity ? 0 * -Infinity : x)),
  },
})
