import { mistake, summedOver } from './mistake.ts'

export default mistake({
  id: 'logsumexp-pads-with-zeros',
  story:
    'The row is filled up to a multiple of 256 lanes, and the lanes hold the logit 0: each '
    + 'of them adds e⁰ to the sum.',
  mend: 'Pad with −∞, or mask the lanes out of the maximum and the sum.',
  writtenFor: ['log-sum-exp/value', 'log-sum-exp/one-term'],
  sightings: ['verl-project/verl#2899'],
  operations: {
    logSumExp: summedOver((z) => [...z, ...Array<number>((256 - (z.length % 256)) % 256).fill(0)])
      .logSumExp,
  },
})
