import { at } from '../arithmetic/sequence.ts'
import { mistake } from './mistake.ts'

export default mistake({
  id: 'nll-sign-lost',
  story: 'The log-likelihood itself is minimised: the loss falls as the answer gets worse.',
  mend: 'Turn the sign, once.',
  writtenFor: ['nll-loss/masked-label', 'nll-loss/value', 'nll-loss/gradient'],
  sightings: [],
  operations: {
    nllLoss: (l, label) => at(l, label),
    nllLossGradient: (l, label) => l.map((_, i) => (i === label ? 1 : 0)),
  },
})
