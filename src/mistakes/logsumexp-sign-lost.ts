import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'logsumexp-sign-lost',
  story: 'The negative log-likelihood keeps the minus that belongs to its other term: −log Σ e^z.',
  mend: 'Log-sum-exp enters the loss with a plus: −log p_y = LSE(z) − z_y.',
  breaks: [
    'log-sum-exp/bounds',
    'log-sum-exp/shift-equivariant',
    'log-sum-exp/convex',
    'log-sum-exp/one-term',
    'log-sum-exp/associative',
    'log-sum-exp/empty-mass',
    'log-sum-exp/infinite-mass',
    'log-sum-exp/monotone',
    'log-sum-exp/slope-is-softmax',
    'log-sum-exp/value',
    'log-sum-exp/excess',
    'cross-entropy/is-log-sum-exp-minus-logit',
  ],
  sightings: [],
  operations: {
    logSumExp: (logits) => -right.logSumExp(logits),
  },
})
