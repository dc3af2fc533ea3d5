import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'label-minus-zero-is-no-class',
  story: 'Classes are told apart with Object.is, for which −0 is not 0: such a row has no target.',
  mend: 'Compare labels with ===, or keep them as integers.',
  writtenFor: ['labels/negative-zero'],
  sightings: [],
  operations: {
    crossEntropy: (logits, label) =>
      right.softCrossEntropy(
        logits,
        logits.map((_, i) => (Object.is(i, label) ? 1 : 0)),
      ),
  },
})
