import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'soft-batch-smoothing-by-share',
  story:
    'Of each weight e/K is taken, and e/K is given to each: 1 + e − e/K is shared out where there was 1.',
  mend: 'Keep 1 − e of each weight: (1 − e) t + e/K.',
  writtenFor: ['soft-batch/any-options'],
  example:
    '{"logits":[[0,0]],"targets":[[1,0]],"options":{"reduction":"none","labelSmoothing":0.5}}',
  sightings: ['ildoonet/pytorch-randaugment#30'],
  operations: {
    batchSoftCrossEntropy: (logits, targets, { labelSmoothing: e = 0, ...options }) =>
      right.batchSoftCrossEntropy(
        logits,
        targets.map((target) => target.map((t) => t * (1 - e / target.length) + e / target.length)),
        options,
      ),
  },
})
