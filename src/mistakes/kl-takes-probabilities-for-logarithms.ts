import { at, total } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'kl-takes-probabilities-for-logarithms',
  story:
    'The function wants log-probabilities and is given probabilities: the divergence is negative.',
  mend: 'Take log-softmax, and test that KL is 0 at its own target and nowhere below.',
  writtenFor: ['kl-divergence/non-negative', 'kl-divergence/value'],
  sightings: ['pytorch/pytorch#51716', 'pytorch/pytorch#32520'],
  operations: {
    klDivergence: (logits, target) => {
      const p = right.softmax(logits)
      return total(target.map((t, i) => (t === 0 ? 0 : t * (Math.log(t) - at(p, i)))))
    },
  },
})
