import { at } from '../arithmetic/sequence.ts'
import { mistake, reduced, right } from './mistake.ts'

export default mistake({
  id: 'smoothing-over-a-shard',
  story:
    'The classes are split over two devices, and the smoothed '
    + 'mass goes to those that live with the label.',
  mend: 'Sum the log-probabilities over all shards, and divide by all classes.',
  writtenFor: ['batch-options/label-smoothing'],
  example: '{"logits":[[0,2]],"labels":[0],"smoothing":0.5}',
  sightings: ['NVIDIA/Megatron-LM#737', 'NVIDIA/Megatron-LM#7464'],
  operations: {
    batchCrossEntropy: (logits, labels, options) => {
      const { labelSmoothing: e, classWeights: w, ignoreIndex } = options
      if (e === undefined) return right.batchCrossEntropy(logits, labels, options)
      const rows = logits.map((z, n) => {
        const label = at(labels, n)
        const middle = Math.ceil(z.length / 2)
        const shard = z.map((_, i) => i < middle === label < middle)
        const share = e / shard.filter(Boolean).length
        const target = shard.map(
          (near, i) => (w?.[i] ?? 1) * ((near ? share : 0) + (i === label ? 1 - e : 0)),
        )
        return label === ignoreIndex ? 0 : right.softCrossEntropy(z, target)
      })
      return reduced(
        rows,
        options,
        labels.reduce((sum, y) => sum + (y === ignoreIndex ? 0 : (w?.[y] ?? 1)), 0),
      )
    },
  },
})
