import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'logsumexp-sign-lost',
  story: 'The negative log-likelihood keeps the minus that belongs to its other term: −log Σ e^z.',
  mend: 'Log-sum-exp enters the loss with a plus: −log p_y = LSE(z) − z_y.',
  breaks: [],
  sightings: [],
  operations: {
    logSumExp: (logits) => -right.logSumExp(logits),
  },
})
