import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'loss-in-an-array',
  story: 'The loss comes back as an array of one number.',
  mend: 'Return the number: the loss is the scalar.',
  writtenFor: ['hygiene/right-shape'],
  sightings: [],
  operations: {
    logSumExp: (logits) => [right.logSumExp(logits)] as unknown as number,
  },
})
