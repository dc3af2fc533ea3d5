import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'bce-hardens-target',
  story: 'The target is compared with 1/2 and becomes 0 or 1: soft labels are rounded in silence.',
  mend: 'Weigh both terms with t and 1 − t.',
  writtenFor: ['binary/affine-in-target', 'binary/value'],
  sightings: ['scaelles/OSVOS-TensorFlow#4'],
  operations: {
    binaryCrossEntropy: (logit, target) => right.binaryCrossEntropy(logit, target > 0.5 ? 1 : 0),
    binaryCrossEntropyGradient: (logit, target) =>
      right.binaryCrossEntropyGradient(logit, target > 0.5 ? 1 : 0),
  },
})
