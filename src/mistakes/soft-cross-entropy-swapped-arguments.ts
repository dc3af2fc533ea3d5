import { at } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'soft-cross-entropy-swapped-arguments',
  story:
    'Prediction and target change places: −Σ pᵢ log tᵢ is infinite wherever a target weight is 0.',
  mend:
    'Weigh the logarithms of the prediction with the '
    + 'target: the loss is linear in the target only.',
  writtenFor: ['soft-cross-entropy/linear-in-target', 'soft-cross-entropy/value'],
  sightings: ['FluxML/Flux.jl#435', 'tensorflow/models#873'],
  operations: {
    softCrossEntropy: (logits, target) =>
      right.softmax(logits).reduce((sum, p, i) => sum - p * Math.log(at(target, i)), 0),
  },
})
