import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'nan-swallowed',
  story: 'A NaN is replaced by 0 on the way, so that a broken layer below shows as a healthy loss.',
  mend: 'Let NaN through: it says where to look.',
  writtenFor: ['special-values/nan-in-softmax', 'special-values/nan-in-loss'],
  sightings: [],
  operations: {
    softmax: (logits) => right.softmax(logits.map((z) => z || 0)),
    crossEntropy: (logits, label) =>
      right.crossEntropy(
        logits.map((z) => z || 0),
        label,
      ),
  },
})
