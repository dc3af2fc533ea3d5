import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'mask-in-one-word',
  story:
    'The mask is kept in the bits of one 32-bit word, and `1 << 33` is `1 << 1`: a class '
    + 'beyond the 32nd is masked with another, and the other with it.',
  mend: 'Keep one word for 32 classes each, or a byte for each class.',
  writtenFor: ['softmax/value'],
  sightings: [],
  from: { classes: 33 },
  operations: {
    softmax: (logits) => {
      const word = logits.reduce((bits, z, i) => (z === -Infinity ? bits | (1 << i) : bits), 0)
      return right.softmax(logits.map((z, i) => ((word >> i) & 1 ? -Infinity : z)))
    },
  },
})
