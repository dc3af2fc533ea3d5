import { at, total } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'kl-in-reverse',
  story: 'The arguments change places: KL(softmax(z) ‖ t), which seeks one mode of the target.',
  mend: 'Weigh log t − log p by the target, which comes first in KL(t ‖ p).',
  writtenFor: ['kl-divergence/value', 'kl-divergence/slope-of-own-loss'],
  sightings: ['paiml/aprender#2153', 'advait/c4a0#35', 'pytorch/pytorch#57459'],
  operations: {
    klDivergence: (logits, target) => {
      const logs = right.logSoftmax(logits)
      return total(
        logs.map((log, i) =>
          log === -Infinity ? 0 : Math.exp(log) * (log - Math.log(at(target, i))),
        ),
      )
    },
  },
})
