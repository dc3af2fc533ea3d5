import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'target-spoils-its-neighbours',
  story: 'Where one target is no probability, the gradient of the whole column is NaN.',
  mend: 'An entry depends on its own target alone: give NaN there.',
  writtenFor: ['labels/target-out-of-range-in-batch-gradient'],
  sightings: [],
  policies: { targetOutOfRange: 'nan' },
  operations: {
    batchBinaryCrossEntropyGradient: (logits, targets, options) =>
      targets.every((t) => t >= 0 && t <= 1) ?
        right.batchBinaryCrossEntropyGradient(logits, targets, options)
      : logits.map(() => NaN),
  },
})
