import { total } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'batch-mean-of-chunk-means',
  story:
    'The batch is read in chunks of 32 rows, and their means are averaged: a row of the '
    + 'last, shorter chunk weighs more than the others.',
  mend: 'Add sums, and divide once by all that counts.',
  writtenFor: ['batch/any-options'],
  example: '{"logits":["[0,0]*32",[2,0]],"labels":["0*32",1],"options":{"reduction":"mean"}}',
  sightings: [],
  from: { rows: 33 },
  operations: {
    batchCrossEntropy: (logits, labels, options) => {
      if (options.reduction !== 'mean') return right.batchCrossEntropy(logits, labels, options)
      const means = labels.flatMap((_, n) =>
        n % 32 === 0 ?
          right.batchCrossEntropy(logits.slice(n, n + 32), labels.slice(n, n + 32), options)
        : [],
      )
      return total(means) / means.length
    },
  },
})
