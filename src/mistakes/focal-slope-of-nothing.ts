import { at } from '../arithmetic/sequence.ts'
import { mistake, right, rowLosses, unsure } from './mistake.ts'

export default mistake({
  id: 'focal-slope-of-nothing',
  story:
    'The slope of (1 − p)^γ is γ (1 − p)^(γ − 1), infinite where the label is sure and γ is below 1, '
    + 'and is multiplied by a loss of 0.',
  mend: 'Take (1 − p)^γ out of both terms: −log p / (1 − p) goes to 1 with p.',
  writtenFor: ['batch-options/focal-gradient'],
  example: '{"logits":[[1000,0]],"labels":[0],"number":0.5}',
  sightings: [
    'kornia/kornia#918',
    'google-deepmind/optax#1267',
    'facebookresearch/sam3#576',
    'liuyuisanai/Focal-Loss#11',
  ],
  operations: {
    batchCrossEntropyGradient: (logits, labels, options) => {
      const { focusing: g, ...others } = options
      if (!g || options.labelSmoothing || options.zLoss)
        return right.batchCrossEntropyGradient(logits, labels, options)
      const { classWeights: _, rowWeights: __, ...shape } = others
      const losses = rowLosses(logits, labels, shape)
      const factors = unsure(logits, labels, options).map((q, n) => {
        const loss = at(losses, n)
        return q ** g + (loss === Infinity ? 0 : g * (1 - q) * q ** (g - 1) * loss)
      })
      return right
        .batchCrossEntropyGradient(logits, labels, others)
        .map((slopes, n) =>
          labels[n] === options.ignoreIndex ? slopes : slopes.map((x) => at(factors, n) * x),
        )
    },
  },
})
