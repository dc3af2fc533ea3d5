import { at } from '../arithmetic/sequence.ts'
import { mistake, right, unsure } from './mistake.ts'

export default mistake({
  id: 'focal-power-not-in-the-gradient',
  story:
    'The gradient is that of the cross-entropy times (1 − p)^γ, which is taken for a weight and '
    + 'detached.',
  mend: 'Let (1 − p)^γ have its slope: p decides it as it decides log p.',
  writtenFor: ['batch-options/focal-gradient'],
  example: '{"logits":[[2,0]],"labels":[0],"number":2}',
  sightings: ['openpifpaf/openpifpaf#244', 'clcarwin/focal_loss_pytorch#5'],
  operations: {
    batchCrossEntropyGradient: (logits, labels, options) => {
      const { focusing: g, ...others } = options
      if (!g || options.labelSmoothing || options.zLoss)
        return right.batchCrossEntropyGradient(logits, labels, options)
      const rest = unsure(logits, labels, options)
      return right
        .batchCrossEntropyGradient(logits, labels, others)
        .map((slopes, n) => slopes.map((x) => (x === 0 ? 0 : at(rest, n) ** g * x)))
    },
  },
})
