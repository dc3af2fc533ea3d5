import { at, total } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'kl-at-the-offset',
  story:
    'log p is z − log Σ e^z, and the gradient p Σ t − t: what is as great as the logits cancels, '
    + 'and so does p against t.',
  mend: 'Subtract the greatest logit before anything is added, and leave p t out of both terms.',
  writtenFor: ['kl-divergence/accurate', 'kl-divergence/gradient-accurate'],
  sightings: [],
  operations: {
    klDivergence: (logits, target) => {
      const mass = right.logSumExp(logits)
      return total(target.map((t, i) => (t === 0 ? 0 : t * (Math.log(t) + mass - at(logits, i)))))
    },
    klDivergenceGradient: (logits, target) => {
      const whole = total(target)
      return right.softmax(logits).map((p, i) => p * whole - at(target, i))
    },
  },
})
