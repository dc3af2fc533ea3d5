import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'label-not-a-number-is-first-class',
  story:
    'A missing label, which is NaN in a column of numbers, falls back to class 0: `label || 0`.',
  mend: 'Refuse NaN as any other label that is no class.',
  writtenFor: ['labels/out-of-range-gradient'],
  sightings: [],
  policies: { labelOutOfRange: 'error' },
  operations: {
    crossEntropyGradient: (logits, label) => right.crossEntropyGradient(logits, label || 0),
  },
})
