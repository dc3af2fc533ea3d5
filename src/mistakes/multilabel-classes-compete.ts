import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'multilabel-classes-compete',
  story:
    'The gradient is that of softmax, p − t, although each class is a question by itself: what makes '
    + 'one class likely makes all others unlikely.',
  mend: 'Take the sigmoid of each logit: σ(x) − t.',
  writtenFor: ['multilabel/gradient-any-options', 'batch-vjp/multilabel-any-options'],
  example: '{"logits":[[0,0,0]],"targets":[[1,1,0]],"options":{"reduction":"sum"}}',
  sightings: ['nfmcclure/tensorflow_cookbook#109'],
  operations: {
    batchMultilabelCrossEntropyGradient: (logits, targets, options) =>
      right.batchMultilabelCrossEntropyGradient(competing(logits), targets, options),
    batchMultilabelCrossEntropyVjp: (logits, targets, cotangents, options) =>
      right.batchMultilabelCrossEntropyVjp(competing(logits), targets, cotangents, options),
  },
})

/** The logits whose sigmoids are the shares of softmax: x less the log-sum-exp of all others. */
const competing = (logits: readonly (readonly number[])[]): number[][] =>
  logits.map((z) =>
    z.map((x, i) => (z.length === 1 ? x : x - right.logSumExp(z.filter((_, j) => j !== i)))),
  )
