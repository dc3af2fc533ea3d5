import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'bce-clamps-target',
  story:
    'Targets are clamped to [0, 1]: a target of 2, or 255 from an image that nobody scaled, '
    + 'passes for 1.',
  mend: 'Refuse targets outside of [0, 1].',
  writtenFor: ['binary/affine-in-target'],
  sightings: [],
  operations: {
    binaryCrossEntropy: (x, target) =>
      right.binaryCrossEntropy(x, Math.min(1, Math.max(0, target))),
  },
})
