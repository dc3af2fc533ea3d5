import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'label-in-a-short',
  story:
    'Labels are stored in 16 bits with a sign: from the class 32,768 on they are negative, '
    + 'and negative labels mean padding.',
  mend: 'Keep labels in 32 bits, or refuse what the type does not hold.',
  writtenFor: ['cross-entropy/value'],
  sightings: [],
  from: { classes: 32_769 },
  operations: {
    crossEntropy: (logits, label) => {
      const [short = 0] = Int16Array.of(label)
      return label >= 0 && short < 0 ? 0 : right.crossEntropy(logits, label < 0 ? label : short)
    },
  },
})
