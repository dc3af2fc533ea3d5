import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'bce-nan-target-read-as-zero',
  story: 'A missing target is NaN, and `target || 0` makes it a negative example.',
  mend: 'Let NaN through, or leave the entry out of loss and count.',
  writtenFor: ['special-values/nan-in-loss'],
  sightings: [],
  operations: {
    binaryCrossEntropy: (x, target) => right.binaryCrossEntropy(x, target || 0),
  },
})
