import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'smoothing-over-other-classes',
  story:
    'The smoothed mass is spread over the K - 1 other classes, '
    + 'e/(K - 1) each, where e/K over all was meant.',
  mend: 'Say which smoothing is meant: (1 - e) y + e/K keeps the label in the share.',
  writtenFor: ['batch-options/label-smoothing'],
  example: '{"logits":[[0,2]],"labels":[0],"smoothing":0.5}',
  sightings: ['ml-explore/mlx#166', 'fastai/fastai#1814'],
  operations: {
    batchCrossEntropy: (logits, labels, options) => {
      const K = logits[0]?.length ?? 1
      const e = options.labelSmoothing ?? 0
      return right.batchCrossEntropy(logits, labels, {
        ...options,
        labelSmoothing: K > 1 ? (e * K) / (K - 1) : e,
      })
    },
  },
})
