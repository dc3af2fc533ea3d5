import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'cross-entropy-in-bits',
  story: 'The logarithm is taken to base 2, while the gradient p − y belongs to base e.',
  mend: 'Use the natural logarithm; convert to bits only where a number is shown.',
  breaks: [
    'cross-entropy/chance-level',
    'cross-entropy/infimum-zero',
    'cross-entropy/is-log-sum-exp-minus-logit',
    'cross-entropy/value',
    'cross-entropy/tail',
    'soft-cross-entropy/entropy-plus-divergence',
    'soft-cross-entropy/is-expected-surprise',
    'soft-cross-entropy/value',
    'gradient/slope-of-own-loss',
    'gradient/slope-of-own-soft-loss',
    'two-classes/cross-entropy-is-binary',
    'two-classes/soft-cross-entropy-is-binary',
    'batch/one-row',
    'founding/one-step-reaches-the-floor',
  ],
  sightings: ['facebookresearch/fairseq#466', 'huawei-noah/Efficient-Computing#12'],
  operations: {
    crossEntropy: (logits, label) => right.crossEntropy(logits, label) / Math.LN2,
    softCrossEntropy: (logits, target) => right.softCrossEntropy(logits, target) / Math.LN2,
  },
})
