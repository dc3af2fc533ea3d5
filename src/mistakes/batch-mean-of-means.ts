import { mistake, reduced, right } from './mistake.ts'

export default mistake({
  id: 'batch-mean-of-means',
  story:
    'The batch is split into pairs of rows, and the means of the '
    + 'parts are averaged, whether or not a row is left over.',
  mend: 'Sum the losses of all parts, and divide once by all that counts.',
  writtenFor: ['batch/mean'],
  sightings: [
    'huggingface/transformers#34191',
    'meta-pytorch/torchtune#1875',
    'OpenNMT/OpenNMT-py#2209',
  ],
  operations: {
    batchCrossEntropy: (logits, labels, options) => {
      if (options.reduction !== 'mean') return right.batchCrossEntropy(logits, labels, options)
      const parts = labels.flatMap((_, n) =>
        n % 2 === 0 ?
          right.batchCrossEntropy(logits.slice(n, n + 2), labels.slice(n, n + 2), options)
        : [],
      )
      return reduced(parts, options)
    },
  },
})
