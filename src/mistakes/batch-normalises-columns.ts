import { at } from '../arithmetic/sequence.ts'
import { mistake, reduced, right } from './mistake.ts'

export default mistake({
  id: 'batch-normalises-columns',
  story:
    'Softmax runs along the wrong axis: over the rows '
    + 'of the batch instead of the classes of a row.',
  mend: 'Normalise over the class axis; row 0 must not depend on row 1.',
  writtenFor: ['batch/rows-independent', 'batch/value'],
  sightings: [],
  operations: {
    batchCrossEntropy: (logits, labels, options) => {
      const columns = at(logits, 0).map((_, i) => right.softmax(logits.map((z) => at(z, i))))
      const rows = labels.map((label, n) => -Math.log(at(at(columns, label), n)))
      return reduced(rows, options)
    },
  },
})
