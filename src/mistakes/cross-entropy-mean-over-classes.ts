import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'cross-entropy-mean-over-classes',
  story:
    'The terms of −Σ tᵢ log pᵢ are averaged over the classes instead '
    + 'of summed, so that a class that cannot occur dilutes the loss.',
  mend: 'Sum over classes; average over examples only.',
  writtenFor: ['cross-entropy/masks-out', 'cross-entropy/chance-level', 'cross-entropy/value'],
  sightings: [
    'pytorch/pytorch#14457',
    'pytorch/pytorch#2259',
    'facebookresearch/deit#61',
    'HikariTJU/LD#74',
  ],
  operations: {
    crossEntropy: (logits, label) => right.crossEntropy(logits, label) / logits.length,
    crossEntropyGradient: (logits, label) =>
      right.crossEntropyGradient(logits, label).map((g) => g / logits.length),
    softCrossEntropy: (logits, target) => right.softCrossEntropy(logits, target) / logits.length,
    softCrossEntropyGradient: (logits, target) =>
      right.softCrossEntropyGradient(logits, target).map((g) => g / logits.length),
  },
})
