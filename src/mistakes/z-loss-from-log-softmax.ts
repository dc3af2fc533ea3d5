import { at, total } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'z-loss-from-log-softmax',
  story:
    'The logarithm of the sum is taken back from the loss, as zᵢ − log pᵢ: '
    + 'where a logit is −∞, that is −∞ less itself.',
  mend: 'Keep log Σ e^z from the forward pass: it is one number for all classes.',
  writtenFor: ['z-loss/masks-out'],
  sightings: [],
  operations: {
    zLoss: (logits) => {
      const logs = right.logSoftmax(logits)
      return total(logs.map((log, i) => Math.exp(log) * (at(logits, i) - log))) ** 2
    },
    zLossGradient: (logits) =>
      right.logSoftmax(logits).map((log, i) => 2 * Math.exp(log) * (at(logits, i) - log)),
  },
})
