import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'logsumexp-sign-lost',
  story: 'The negative log-likelihood keeps the minus that belongs to its other term: −log Σ e^z.',
  mend: 'Log-sum-exp enters the loss with a plus: −log p_y = LSE(z) − z_y.',
  writtenFor: ['log-sum-exp/one-term', 'log-sum-exp/value'],
  sightings: [],
  operations: {
    logSumExp: (logits) => -right.logSumExp(logits),
  },
})
