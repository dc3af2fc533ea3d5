import { at } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'binary-batch-vjp-last-cotangent',
  story:
    'A loop over the column keeps the cotangent in a variable of its own and pulls back after the '
    + 'loop: every entry gets the last one.',
  mend: 'Multiply the slope of each entry by its own cotangent.',
  writtenFor: ['batch-vjp/binary', 'batch-vjp/binary-own-cotangent'],
  sightings: [],
  operations: {
    batchBinaryCrossEntropyVjp: (logits, targets, cotangent, options) =>
      right.batchBinaryCrossEntropyVjp(
        logits,
        targets,
        cotangent.map(() => at(cotangent, cotangent.length - 1)),
        options,
      ),
  },
})
