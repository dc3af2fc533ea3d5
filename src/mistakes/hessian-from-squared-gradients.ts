import { at, total } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'hessian-from-squared-gradients',
  story:
    'The gradient times its transpose, an empirical Fisher matrix, stands for the Hessian: only its '
    + 'mean over labels that the model itself draws is one.',
  mend: 'Differentiate the gradient p − y, in which the label is a constant.',
  writtenFor: ['hessian/label-drops-out', 'hessian/rise-of-own-gradient'],
  sightings: ['kuc2477/pytorch-ewc#1', 'JuliaTrustworthyAI/LaplaceRedux.jl#17'],
  operations: {
    crossEntropyHessianTimes: (logits, label, direction) => {
      const slopes = right.crossEntropyGradient(logits, label)
      const along = total(slopes.map((g, i) => g * at(direction, i)))
      return slopes.map((g) => g * along)
    },
  },
})
