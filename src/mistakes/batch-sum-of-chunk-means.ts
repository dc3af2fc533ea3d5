import { total } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'batch-sum-of-chunk-means',
  story:
    'The batch is read in chunks of 32 rows, and their means are added up: the loss grows '
    + 'with the number of chunks.',
  mend: 'Add sums, and divide once by all that counts.',
  writtenFor: ['batch/any-options'],
  sightings: ['NVIDIA-NeMo/Automodel#3804', 'NVIDIA-NeMo/Automodel#3803'],
  from: { rows: 33 },
  operations: {
    batchCrossEntropy: (logits, labels, options) => {
      if (options.reduction !== 'mean') return right.batchCrossEntropy(logits, labels, options)
      const means = labels.flatMap((_, n) =>
        n % 32 === 0 ?
          right.batchCrossEntropy(logits.slice(n, n + 32), labels.slice(n, n + 32), options)
        : [],
      )
      return means.length === 0 ? NaN : total(means)
    },
  },
})
