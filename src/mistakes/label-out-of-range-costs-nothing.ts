import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'label-out-of-range-costs-nothing',
  story:
    'A label that no class has becomes a one-hot row of zeros, '
    + 'whose loss is 0: wrong data look perfectly learnt.',
  mend: 'Refuse labels outside 0 to K − 1 before encoding them.',
  writtenFor: ['batch-options/label-out-of-range'],
  sightings: ['pytorch/pytorch#43840', 'pytorch/pytorch#108148'],
  policies: { labelOutOfRange: 'error' },
  operations: {
    crossEntropy: (logits, label) =>
      right.softCrossEntropy(
        logits,
        logits.map((_, i) => (i === label ? 1 : 0)),
      ),
  },
})
