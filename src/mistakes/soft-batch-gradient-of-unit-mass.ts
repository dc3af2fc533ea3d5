import { at, total } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'soft-batch-gradient-of-unit-mass',
  story:
    'Where there are no options, a fused kernel has the gradient p − t, which takes the weights of a '
    + 'row to sum to 1: a row of zeros has the loss 0, and moves the logits.',
  mend: 'Multiply p by the sum of the weights: p Σ t − t.',
  writtenFor: ['soft-batch/gradient-any-options', 'batch-vjp/soft-any-options'],
  example: '{"logits":[[0,0]],"targets":[[0,0.5]],"options":{"reduction":"sum"}}',
  sightings: ['tensorflow/tensorflow#60314'],
  operations: {
    batchSoftCrossEntropyGradient: (logits, targets, options) => {
      if (Object.keys(options).length > 1)
        return right.batchSoftCrossEntropyGradient(logits, targets, options)
      const by = options.reduction === 'mean' ? logits.length : 1
      return logits.map((z, n) => fused(z, at(targets, n)).map((slope) => slope / by))
    },
    batchSoftCrossEntropyVjp: (logits, targets, cotangent, options) =>
      Object.keys(options).length > 1 ?
        right.batchSoftCrossEntropyVjp(logits, targets, cotangent, options)
      : logits.map((z, n) => fused(z, at(targets, n)).map((slope) => slope * at(cotangent, n))),
  },
})

const fused = (z: readonly number[], target: readonly number[]): number[] =>
  total(target) === 1 ?
    right.softCrossEntropyGradient(z, target)
  : right.softmax(z).map((p, i) => p - at(target, i))
