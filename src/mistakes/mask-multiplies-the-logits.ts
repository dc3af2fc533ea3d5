import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'mask-multiplies-the-logits',
  story:
    'The logits are multiplied by the mask: a hidden class has the logit 0, and a probability.',
  mend: 'Put −∞ in its place, or leave it out of the sum.',
  writtenFor: ['batch-options/mask'],
  sightings: ['hyunwoongko/transformer#10', 'hill-a/stable-baselines#505'],
  operations: {
    batchCrossEntropy: (logits, labels, { mask, ...options }) =>
      right.batchCrossEntropy(
        logits.map((z, n) => z.map((x, i) => (mask?.[n]?.[i] === 0 ? 0 : x))),
        labels,
        options,
      ),
  },
})
