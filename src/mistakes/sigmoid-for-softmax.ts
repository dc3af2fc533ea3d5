import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'sigmoid-for-softmax',
  story:
    'Each logit goes through a sigmoid of its own: N answers '
    + 'to N questions, which need not sum to one.',
  mend:
    'For one class out of N use softmax; keep the sigmoids '
    + 'for labels that do not exclude each other.',
  writtenFor: ['softmax/sums-to-one', 'softmax/value'],
  example: '[0,0,0]',
  sightings: [],
  operations: {
    softmax: (logits) => logits.map(right.sigmoid),
  },
})
