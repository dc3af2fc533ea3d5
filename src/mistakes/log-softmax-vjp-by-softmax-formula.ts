import { at } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'log-softmax-vjp-by-softmax-formula',
  story: 'The formula of softmax with the outputs log p in place of p: g − Σ gᵢ log pᵢ.',
  mend: 'Return g − p Σ g: the Jacobian of log-softmax is I − 1 pᵀ.',
  writtenFor: ['vjp/log-softmax'],
  sightings: ['uxlfoundation/oneDNN#616', 'apache/tvm#1201', 'mlpack/mlpack#2360'],
  operations: {
    logSoftmaxVjp: (logits, cotangent) => {
      const mean = right
        .logSoftmax(logits)
        .reduce((sum, logP, i) => sum + logP * at(cotangent, i), 0)
      return cotangent.map((g) => g - mean)
    },
  },
})
