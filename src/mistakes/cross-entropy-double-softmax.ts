import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'cross-entropy-double-softmax',
  story:
    'The loss applies softmax to what already went through '
    + 'softmax: it never falls below log(1 + (N − 1)/e).',
  mend: 'Hand logits to a loss that takes logits, and keep softmax for showing probabilities.',
  breaks: [
    'cross-entropy/infimum-zero',
    'cross-entropy/no-ceiling',
    'cross-entropy/is-log-sum-exp-minus-logit',
    'cross-entropy/convex',
    'cross-entropy/masks-out',
    'cross-entropy/value',
    'cross-entropy/tail',
    'soft-cross-entropy/entropy-plus-divergence',
    'soft-cross-entropy/is-expected-surprise',
    'soft-cross-entropy/masked-zero-weight',
    'soft-cross-entropy/value',
    'gradient/p-minus-y',
    'gradient/own-softmax',
    'gradient/weights',
    'gradient/bounded',
    'gradient/confidently-wrong',
    'gradient/accurate-at-label',
    'gradient/masked-class',
    'vjp/log-softmax-is-soft-gradient',
    'two-classes/cross-entropy-is-binary',
    'two-classes/soft-cross-entropy-is-binary',
    'two-classes/gradient-is-binary',
    'batch/one-row',
    'founding/sigmoid-shrinks-gradient',
    'founding/sigmoid-breaks-convexity',
    'founding/one-step-reaches-the-floor',
    'founding/ignores-density-of-inputs',
  ],
  sightings: [
    'ariecattan/SciCo#2',
    'tflearn/tflearn#562',
    'nfmcclure/tensorflow_cookbook#86',
    'keras-team/keras#6143',
    'tracel-ai/burn#4829',
  ],
  operations: {
    crossEntropy: (logits, label) => right.crossEntropy(right.softmax(logits), label),
    crossEntropyGradient: (logits, label) =>
      right.softmaxVjp(logits, right.crossEntropyGradient(right.softmax(logits), label)),
    softCrossEntropy: (logits, target) => right.softCrossEntropy(right.softmax(logits), target),
    softCrossEntropyGradient: (logits, target) =>
      right.softmaxVjp(logits, right.softCrossEntropyGradient(right.softmax(logits), target)),
  },
})
