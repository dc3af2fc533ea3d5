import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'entropy-by-common-logarithm',
  story: 'The logarithm is that of base 10: an entropy in decimal digits beside losses in nats.',
  mend: 'Use the natural logarithm, as the loss does: equal logits have the entropy log N.',
  writtenFor: ['entropy/value', 'entropy/slope-of-own-value'],
  sightings: ['hasktorch/hasktorch#799', 'huawei-noah/Efficient-Computing#12'],
  operations: { entropy: (logits) => right.entropy(logits) / Math.LN10 },
})
