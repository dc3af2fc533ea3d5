import { at } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'cross-entropy-log-of-softmax',
  story:
    'The loss is minus the logarithm of softmax, which underflows '
    + 'to log 0 at a gap of 746 and rounds to log 1 at 37.',
  mend: 'Stay in log space: −log p_y = (max z − z_y) + log Σ e^(z − max z).',
  writtenFor: ['cross-entropy/is-log-sum-exp-minus-logit', 'cross-entropy/value'],
  sightings: ['huggingface/transformers.js#812', 'NVIDIA/Megatron-LM#5522', 'FluxML/NNlib.jl#21'],
  operations: {
    crossEntropy: (logits, label) => -Math.log(at(right.softmax(logits), label)),
  },
})
