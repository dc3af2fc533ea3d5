import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'multilabel-mean-over-rows',
  story:
    'A mean divides what was summed over rows and classes by the rows alone: it grows with the number '
    + 'of classes, and so do the steps of training.',
  mend: 'Divide by the number of entries, rows times classes.',
  writtenFor: ['multilabel/any-options', 'multilabel/gradient-any-options'],
  example: '{"logits":[[0,0]],"targets":[[1,0]],"options":{"reduction":"mean"}}',
  sightings: ['pytorch/pytorch#9301', 'pytorch/pytorch#9965'],
  operations: {
    batchMultilabelCrossEntropy: (logits, targets, options) => {
      const loss = right.batchMultilabelCrossEntropy(logits, targets, options)
      return typeof loss === 'number' && options.reduction === 'mean' ?
          loss * (logits[0]?.length ?? 1)
        : loss
    },
    batchMultilabelCrossEntropyGradient: (logits, targets, options) =>
      right
        .batchMultilabelCrossEntropyGradient(logits, targets, options)
        .map((row) => row.map((x) => (options.reduction === 'mean' ? x * row.length : x))),
  },
})
