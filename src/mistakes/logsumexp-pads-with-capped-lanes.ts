import { mistake, summedOver } from './mistake.ts'

export default mistake({
  id: 'logsumexp-pads-with-capped-lanes',
  story:
    'The lanes up to the next power of two are masked with −∞ first and capped afterwards, '
    + 'at −30: far below the logits of a test, and not below all.',
  mend: 'Mask after the cap.',
  writtenFor: ['log-sum-exp/value', 'log-sum-exp/shift-equivariant'],
  example: '[-100,-100,-100]',
  sightings: ['unslothai/unsloth#10616'],
  operations: {
    logSumExp: summedOver((z) =>
      z.concat(Array<number>(2 ** Math.ceil(Math.log2(z.length)) - z.length).fill(-30)),
    ).logSumExp,
  },
})
