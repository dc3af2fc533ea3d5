import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'pos-weight-not-passed-on',
  story: 'The weight of positives is accepted by the wrapper, and the kernel is called without it.',
  mend: 'Pass it on, and test a weight that is not 1.',
  writtenFor: ['binary-batch/any-options', 'binary-batch/pos-weight'],
  sightings: ['PaddlePaddle/Paddle#65859'],
  operations: {
    batchBinaryCrossEntropy: (logits, targets, { posWeight: _, ...options }) =>
      right.batchBinaryCrossEntropy(logits, targets, options),
  },
})
