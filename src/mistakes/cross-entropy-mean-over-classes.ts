import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'cross-entropy-mean-over-classes',
  story:
    'The terms of −Σ tᵢ log pᵢ are averaged over the classes instead '
    + 'of summed, so that a class that cannot occur dilutes the loss.',
  mend: 'Sum over classes; average over examples only.',
  breaks: [
    'cross-entropy/chance-level',
    'cross-entropy/no-ceiling',
    'cross-entropy/is-log-sum-exp-minus-logit',
    'cross-entropy/masks-out',
    'cross-entropy/value',
    'cross-entropy/tail',
    'soft-cross-entropy/gibbs',
    'soft-cross-entropy/entropy-plus-divergence',
    'soft-cross-entropy/is-expected-surprise',
    'soft-cross-entropy/masked-zero-weight',
    'soft-cross-entropy/value',
    'gradient/p-minus-y',
    'gradient/own-softmax',
    'gradient/weights',
    'gradient/confidently-wrong',
    'gradient/accurate-at-label',
    'gradient/masked-class',
    'vjp/log-softmax-is-soft-gradient',
    'two-classes/cross-entropy-is-binary',
    'two-classes/soft-cross-entropy-is-binary',
    'two-classes/gradient-is-binary',
    'batch/one-row',
    'founding/sigmoid-floors-loss',
    'founding/sigmoid-shrinks-gradient',
    'founding/sigmoid-breaks-convexity',
    'founding/one-step-reaches-the-floor',
  ],
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
