import { greatest } from '../arithmetic/sequence.ts'
import { mistake } from './mistake.ts'

export default mistake({
  id: 'logsumexp-hard-maximum',
  story:
    'The greatest logit stands for log-sum-exp: at a tie of '
    + 'two it is too small by log 2, and its slope jumps.',
  mend: 'Add the logarithm of the sum of the shifted exponentials.',
  breaks: [
    'log-sum-exp/slope-is-softmax',
    'log-sum-exp/value',
    'log-sum-exp/excess',
    'cross-entropy/is-log-sum-exp-minus-logit',
  ],
  sightings: [],
  operations: {
    logSumExp: (logits) => greatest(logits),
  },
})
