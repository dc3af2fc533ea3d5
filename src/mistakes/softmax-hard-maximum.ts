import { greatest } from '../arithmetic/sequence.ts'
import { mistake } from './mistake.ts'

export default mistake({
  id: 'softmax-hard-maximum',
  story: 'The first greatest logit gets probability 1: the maximum itself, not its soft form.',
  mend: 'Share the mass by e^z: ties get equal parts, and the gradient does not vanish.',
  breaks: [
    'softmax/permutation-equivariant',
    'softmax/keeps-order',
    'softmax/keeps-ties',
    'softmax/log-odds',
    'softmax/competes',
    'softmax/value',
    'softmax/accurate',
    'softmax/masks-out',
    'log-softmax/exp-is-softmax',
    'log-sum-exp/slope-is-softmax',
    'gradient/own-softmax',
    'vjp/adjoint',
    'two-classes/softmax-is-sigmoid',
    'special-values/nan-in-softmax',
    'founding/sigmoid-caps-softmax',
    'founding/sigmoid-bounds-odds',
    'founding/sigmoid-forgets-shift',
    'founding/softmax-generalises-sigmoid',
    'founding/gaussian-classes',
    'founding/ignores-density-of-inputs',
    'founding/bias-gradient',
  ],
  sightings: [],
  operations: {
    softmax: (logits) => {
      const winner = logits.indexOf(greatest(logits))
      return logits.map((_, i) => (i === winner ? 1 : 0))
    },
  },
})
