import { greatest } from '../arithmetic/sequence.ts'
import { mistake } from './mistake.ts'

export default mistake({
  id: 'logsumexp-hard-maximum',
  story:
    'The greatest logit stands for log-sum-exp: at a tie of '
    + 'two it is too small by log 2, and its slope jumps.',
  mend: 'Add the logarithm of the sum of the shifted exponentials.',
  writtenFor: ['log-sum-exp/slope-is-softmax', 'log-sum-exp/value'],
  sightings: [],
  operations: {
    logSumExp: (logits) => greatest(logits),
  },
})
