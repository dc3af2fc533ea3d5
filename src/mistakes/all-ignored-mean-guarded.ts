import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'all-ignored-mean-guarded',
  story: 'The denominator is kept at 1 or more, which gives 0 where NaN was declared.',
  mend: 'Declare `allIgnoredMean: zero`, or divide by the count as it is.',
  writtenFor: ['batch-options/all-ignored-mean'],
  sightings: ['mgmalek/efficient_cross_entropy#6', 'pytorch/pytorch#135434'],
  policies: { allIgnoredMean: 'nan' },
  operations: {
    batchCrossEntropy: (logits, labels, options) => {
      const counted = labels.filter((y) => y !== options.ignoreIndex).length
      return options.reduction === 'mean' && counted === 0 && labels.length > 0 ?
          0
        : right.batchCrossEntropy(logits, labels, options)
    },
  },
})
