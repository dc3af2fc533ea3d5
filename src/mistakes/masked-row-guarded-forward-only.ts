import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'masked-row-guarded-forward-only',
  story:
    'The forward pass looks at a row wholly masked and gives zeros; the backward '
    + 'pass divides by its sum, and 0/0 reaches every weight below.',
  mend: 'Guard the division where it stands, in both passes: a constant has the slope 0.',
  writtenFor: ['special-values/all-masked-vjp'],
  sightings: [],
  policies: { allNegInfRow: 'zero' },
  operations: {
    softmax: (logits) =>
      logits.every((z) => z === -Infinity) ? logits.map(() => 0) : right.softmax(logits),
    softmaxVjp: (logits, cotangent) => right.softmaxVjp(logits, cotangent),
  },
})
