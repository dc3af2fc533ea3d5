import { greatest } from '../arithmetic/sequence.ts'
import { mistake } from './mistake.ts'

export default mistake({
  id: 'log-softmax-log-of-sum',
  story:
    'The sum over all classes is rounded before its logarithm is '
    + 'taken: the log-probability of a leader by more than 37 is 0.',
  mend: 'Take log1p of the sum of the other terms.',
  writtenFor: ['log-softmax/tail'],
  sightings: ['scipy/scipy (log_softmax, 1.17.1)'],
  operations: {
    logSoftmax: (logits) => {
      const max = greatest(logits)
      const logSum = Math.log(logits.reduce((sum, z) => sum + Math.exp(z - max), 0))
      return logits.map((z) => z - max - logSum)
    },
  },
})
