import { greatest } from '../arithmetic/sequence.ts'
import { mistake } from './mistake.ts'

export default mistake({
  id: 'softmax-division-free',
  story:
    'The logarithm of the sum is subtracted from raw logits: '
    + 'at an offset of 10^4 it has lost four digits.',
  mend: 'Divide the shifted exponentials by their sum, or subtract from shifted logits.',
  writtenFor: ['softmax/accurate'],
  sightings: ['tensorflow/tfjs (softmaxCrossEntropy, 4.22.0)'],
  operations: {
    softmax: (logits) => {
      const max = greatest(logits)
      const logSumExp = max + Math.log(logits.reduce((sum, z) => sum + Math.exp(z - max), 0))
      return logits.map((z) => Math.exp(z - logSumExp))
    },
  },
})
