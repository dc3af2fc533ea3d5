import { greatest } from '../arithmetic/sequence.ts'
import { mistake } from './mistake.ts'

export default mistake({
  id: 'logsumexp-all-minus-infinity',
  story:
    'Where every logit is −∞ the shift subtracts −∞ from itself, and an empty mass becomes NaN.',
  mend: 'Return −∞ where the greatest logit is −∞, or shift by 0 there.',
  writtenFor: ['log-sum-exp/empty-mass'],
  sightings: ['rmcgibbo/logsumexp#2', 'onnx/tensorflow-onnx#1248'],
  operations: {
    logSumExp: (logits) => {
      const max = greatest(logits)
      if (max === Infinity) return max
      const others = logits.toSpliced(logits.indexOf(max), 1)
      return max + Math.log1p(others.reduce((sum, z) => sum + Math.exp(z - max), 0))
    },
  },
})
