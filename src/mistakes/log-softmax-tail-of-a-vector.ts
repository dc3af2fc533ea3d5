import { mistake, summedOver } from './mistake.ts'

export default mistake({
  id: 'log-softmax-tail-of-a-vector',
  story:
    'The sum is formed sixteen logits at a time, and what is left over after the last full '
    + 'vector is not added. Rows below sixteen take a loop of their own.',
  mend: 'Add the remainder after the loop, or mask the last vector.',
  writtenFor: ['log-softmax/value'],
  sightings: [],
  from: { classes: 17 },
  operations: {
    logSoftmax: summedOver((z) => (z.length < 16 ? z : z.slice(0, z.length - (z.length % 16))))
      .logSoftmax,
  },
})
