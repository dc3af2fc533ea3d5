import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'ignored-rows-counted',
  story: 'Ignored rows add nothing to the sum, but the mean still divides by them.',
  mend: 'Divide by the rows that count.',
  writtenFor: ['batch-options/ignored-mean'],
  sightings: [
    'llvm/torch-mlir#3585',
    'open-mmlab/mmsegmentation#546',
    'qubvel-org/segmentation_models.pytorch#852',
    'pytorch/xla#896',
  ],
  operations: {
    batchCrossEntropy: (logits, labels, options) => {
      const sum = right.batchCrossEntropy(logits, labels, { ...options, reduction: 'sum' })
      if (options.reduction !== 'mean' || options.classWeights || typeof sum !== 'number')
        return right.batchCrossEntropy(logits, labels, options)
      return sum / labels.length
    },
  },
})
