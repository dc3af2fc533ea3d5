import { at, total } from '../arithmetic/sequence.ts'
import type { MultilabelBatchOptions } from '../contract/operations.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'multilabel-positive-weights-by-row',
  story: 'The weights of positives are laid along the rows, where they belong to the classes.',
  mend: 'Broadcast them along the axis of the classes: row by row, each class has its own.',
  writtenFor: ['multilabel/any-options'],
  example:
    '{"logits":[[0,0]],"targets":[[1,1]],"options":{"reduction":"none","positiveWeights":[1,2]}}',
  sightings: ['open-mmlab/mmsegmentation#2836', 'pytorch/pytorch#27936'],
  operations: {
    batchMultilabelCrossEntropy: (logits, targets, options) => {
      const rows = logits.flatMap((z, n) => {
        const each = { ...ofRow(n, options), reduction: 'none' } as const
        return right.batchMultilabelCrossEntropy([z], [at(targets, n)], each) as number[][]
      })
      const sum = total(rows.flat())
      const by = total(options.rowWeights ?? logits.map(() => 1)) * (logits[0]?.length ?? 0)
      return (
        options.reduction === 'none' ? rows
        : options.reduction === 'sum' ? sum
        : sum / by
      )
    },
  },
})

/** The options of one row, whose classes all have the weight of positives at its place. */
const ofRow = (
  n: number,
  { positiveWeights: v, rowWeights: r, ...options }: MultilabelBatchOptions,
): MultilabelBatchOptions => ({
  ...options,
  ...(r === undefined ? {} : { rowWeights: [at(r, n)] }),
  ...(v === undefined ? {} : { positiveWeights: v.map(() => at(v, n % v.length)) }),
})
