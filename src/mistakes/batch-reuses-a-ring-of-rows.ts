import { at } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'batch-reuses-a-ring-of-rows',
  story:
    'Logits are copied into a ring of 512 rows, which is filled once: row 512 is judged by '
    + 'the logits of row 0.',
  mend: 'Fill the ring again before it is read again.',
  writtenFor: ['batch/any-options'],
  sightings: [],
  from: { rows: 513 },
  operations: {
    batchCrossEntropy: (logits, labels, options) =>
      right.batchCrossEntropy(
        logits.map((_, n) => at(logits, n % 512)),
        labels,
        options,
      ),
  },
})
