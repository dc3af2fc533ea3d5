import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'label-in-a-byte',
  story: 'Labels are stored in a byte each: the class 256 is taken for the class 0.',
  mend: 'Keep labels in 32 bits, or refuse what the type does not hold.',
  writtenFor: ['cross-entropy/value', 'gradient/p-minus-y'],
  sightings: ['facebookresearch/detectron2#5386', 'tensorflow/models#6641'],
  from: { classes: 257 },
  operations: {
    crossEntropy: (logits, label) => right.crossEntropy(logits, label % 256),
    crossEntropyGradient: (logits, label) => right.crossEntropyGradient(logits, label % 256),
  },
})
