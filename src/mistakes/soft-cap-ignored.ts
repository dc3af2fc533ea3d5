import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'soft-cap-ignored',
  story: 'The model caps its logits when it generates; the fused loss reads them as they were.',
  mend: 'Hand the cap to the loss: trained and sampled distribution are then one.',
  writtenFor: ['batch-options/soft-cap'],
  example: '{"logits":[[0,10]],"labels":[0],"number":2}',
  sightings: ['apple/ml-cross-entropy#48', 'NVIDIA-NeMo/Megatron-Bridge#4645'],
  operations: {
    batchCrossEntropy: (logits, labels, { softCap: _, ...options }) =>
      right.batchCrossEntropy(logits, labels, options),
  },
})
