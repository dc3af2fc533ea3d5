import { at } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'multilabel-cotangent-by-row',
  story:
    'All entries of a row are pulled back with the cotangent of its first, as if it had one loss.',
  mend: 'Multiply the slope of each entry by its own cotangent.',
  writtenFor: ['batch-vjp/multilabel-any-options'],
  example:
    '{"logits":[[0,0]],"targets":[[1,0]],"cotangent":[[1,0]],"options":{"reduction":"none"}}',
  sightings: [],
  operations: {
    batchMultilabelCrossEntropyVjp: (logits, targets, cotangents, options) =>
      right.batchMultilabelCrossEntropyVjp(
        logits,
        targets,
        cotangents.map((g) => g.map(() => at(g, 0))),
        options,
      ),
  },
})
