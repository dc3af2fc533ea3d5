import { mistake, summedOver } from './mistake.ts'

export default mistake({
  id: 'logsumexp-tail-of-a-warp',
  story:
    'Each of 32 threads adds every 32nd logit, and all of them make ⌊K/32⌋ rounds, one at '
    + 'least: the last, unfinished round is missing.',
  mend: 'Let each thread go on while its own index lies below K.',
  writtenFor: ['log-sum-exp/value'],
  example: '["0*33"]',
  sightings: [],
  from: { classes: 33 },
  operations: {
    logSumExp: summedOver((z) => z.slice(0, 32 * Math.max(1, Math.floor(z.length / 32)))).logSumExp,
  },
})
