import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'mask-sign-flipped',
  story: 'Masked logits are filled with −(−∞): what was to be hidden is all that is seen.',
  mend: 'Fill with -Infinity, and compare with the softmax of the row without the masked classes.',
  writtenFor: ['softmax/masks-out'],
  sightings: ['lucidrains/memory-compressed-attention#2'],
  operations: {
    softmax: (logits) => right.softmax(logits.map((z) => (z === -Infinity ? -z : z))),
  },
})
