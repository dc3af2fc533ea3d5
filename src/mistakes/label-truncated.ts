import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'label-truncated',
  story:
    'A label is made an integer by cutting its fraction off: 1.5, which is no class, trains '
    + 'on the class 1.',
  mend: 'Refuse a label that is not an integer.',
  writtenFor: ['batch-options/label-out-of-range'],
  example: '{"logits":[0,0,0],"label":1.5}',
  sightings: ['tsotchke/eshkol#633'],
  policies: { labelOutOfRange: 'error' },
  operations: {
    crossEntropy: (logits, label) => right.crossEntropy(logits, Math.trunc(label)),
  },
})
