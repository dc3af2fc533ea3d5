import { binary64 } from '../arithmetic/binary64.ts'
import { heads } from '../core/heads.ts'
import { mistake } from './mistake.ts'

const { predict, loss, gradient } = heads(binary64).sigmoidThenSoftmax

export default mistake({
  id: 'sigmoid-before-softmax',
  story:
    'The network ends in sigmoid units, and softmax and cross-entropy '
    + 'are put on top: no probability exceeds e/(e + N − 1).',
  mend: 'Leave the outputs linear: softmax and cross-entropy take logits.',
  breaks: [
    'softmax/shift-invariant',
    'softmax/log-odds',
    'softmax/reaches-one',
    'softmax/competes',
    'softmax/sharpens',
    'softmax/value',
    'softmax/accurate',
    'softmax/masks-out',
    'log-softmax/exp-is-softmax',
    'log-sum-exp/slope-is-softmax',
    'cross-entropy/infimum-zero',
    'cross-entropy/no-ceiling',
    'cross-entropy/is-log-sum-exp-minus-logit',
    'cross-entropy/shift-invariant',
    'cross-entropy/convex',
    'cross-entropy/masks-out',
    'cross-entropy/one-hot',
    'cross-entropy/value',
    'cross-entropy/tail',
    'gradient/p-minus-y',
    'gradient/own-softmax',
    'gradient/sums-to-zero',
    'gradient/confidently-wrong',
    'gradient/accurate-at-label',
    'gradient/shift-invariant',
    'gradient/masked-class',
    'vjp/adjoint',
    'two-classes/softmax-is-sigmoid',
    'two-classes/cross-entropy-is-binary',
    'two-classes/gradient-is-binary',
    'batch/one-row',
    'founding/sigmoid-shrinks-gradient',
    'founding/sigmoid-breaks-convexity',
    'founding/softmax-generalises-sigmoid',
    'founding/gaussian-classes',
    'founding/one-step-reaches-the-floor',
    'founding/bias-gradient',
  ],
  sightings: [],
  operations: {
    softmax: (logits) => predict(logits),
    crossEntropy: (logits, label) => loss(logits, label),
    crossEntropyGradient: (logits, label) => gradient(logits, label),
  },
})
