import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'masked-row-uniform',
  story:
    'Masks are finite, -1e9, so that a row wholly masked spreads evenly over what is forbidden.',
  mend: 'Mask with -Infinity and decide what an empty row gives.',
  writtenFor: ['special-values/all-masked'],
  sightings: ['tensorflow/tfjs#5394'],
  policies: { allNegInfRow: 'zero' },
  operations: {
    softmax: (logits) => right.softmax(logits.map((z) => (z === -Infinity ? -1e9 : z))),
  },
})
