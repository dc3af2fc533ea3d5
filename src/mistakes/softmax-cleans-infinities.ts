import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'softmax-cleans-infinities',
  story: 'Infinite logits are replaced by 0 to keep NaN away, which gives masked classes a share.',
  mend: 'Keep -Infinity: e^(-Infinity) = 0 is what a mask means.',
  writtenFor: ['softmax/masks-out'],
  sightings: [],
  operations: {
    softmax: (logits) => right.softmax(logits.map((z) => (Number.isFinite(z) ? z : 0))),
  },
})
