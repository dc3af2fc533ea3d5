import { at, greatest } from '../arithmetic/sequence.ts'
import { mistake, reduced } from './mistake.ts'

export default mistake({
  id: 'batch-normalises-everything',
  story:
    'Softmax runs over all entries of the batch at once instead of over the classes of each row.',
  mend: 'Start a new sum with every row.',
  writtenFor: ['batch/rows-independent', 'batch/value'],
  sightings: ['nntrainer/nntrainer#430'],
  operations: {
    batchCrossEntropy: (logits, labels, options) => {
      const all = logits.flat()
      const max = greatest(all)
      const normaliser = max + Math.log(all.reduce((sum, z) => sum + Math.exp(z - max), 0))
      return reduced(
        logits.map((z, n) => normaliser - at(z, at(labels, n))),
        options,
      )
    },
  },
})
