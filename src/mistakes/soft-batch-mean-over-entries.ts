import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'soft-batch-mean-over-entries',
  story: 'The terms −t log p are averaged over rows and classes alike: too small by the classes.',
  mend: 'Sum over the classes, and average over the rows alone.',
  writtenFor: ['soft-batch/any-options'],
  example: '{"logits":[[0,0]],"targets":[[0.5,0.5]],"options":{"reduction":"mean"}}',
  sightings: ['GMvandeVen/continual-learning#5'],
  operations: {
    batchSoftCrossEntropy: (logits, targets, options) => {
      const loss = right.batchSoftCrossEntropy(logits, targets, options)
      return Array.isArray(loss) || options.reduction === 'sum' ?
          loss
        : loss / (logits[0]?.length ?? 1)
    },
  },
})
