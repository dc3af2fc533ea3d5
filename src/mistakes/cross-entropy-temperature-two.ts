import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'cross-entropy-temperature-two',
  story:
    'The logits are halved on the way in, in the value and in the '
    + 'gradient alike: no check of one against the other sees it.',
  mend: 'Keep a temperature out of the loss, or make it an argument whose default is 1.',
  breaks: [
    'cross-entropy/infimum-zero',
    'cross-entropy/no-ceiling',
    'cross-entropy/is-log-sum-exp-minus-logit',
    'cross-entropy/value',
    'cross-entropy/tail',
    'soft-cross-entropy/entropy-plus-divergence',
    'soft-cross-entropy/is-expected-surprise',
    'soft-cross-entropy/value',
    'gradient/p-minus-y',
    'gradient/own-softmax',
    'gradient/weights',
    'gradient/confidently-wrong',
    'gradient/accurate-at-label',
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
  sightings: [],
  operations: {
    crossEntropy: (logits, label) => right.crossEntropy(halved(logits), label),
    crossEntropyGradient: (logits, label) =>
      halved(right.crossEntropyGradient(halved(logits), label)),
    softCrossEntropy: (logits, target) => right.softCrossEntropy(halved(logits), target),
    softCrossEntropyGradient: (logits, target) =>
      halved(right.softCrossEntropyGradient(halved(logits), target)),
  },
})

const halved = (xs: number[]): number[] => xs.map((x) => x / 2)
