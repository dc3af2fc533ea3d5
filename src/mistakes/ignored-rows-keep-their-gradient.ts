import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'ignored-rows-keep-their-gradient',
  story:
    'The loss of an ignored row is zeroed after the fact, and the gradient flows all the same.',
  mend: 'Mask the gradient with the loss.',
  writtenFor: ['batch-options/ignored-gradient'],
  sightings: ['PaddlePaddle/Paddle#28622', 'apache/mxnet#6202'],
  operations: {
    batchCrossEntropyGradient: (logits, labels, { ignoreIndex: _, ...options }) =>
      right.batchCrossEntropyGradient(logits, labels, options),
  },
})
