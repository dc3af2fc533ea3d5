import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'denominator-not-in-the-gradient',
  story:
    'The loss that is logged divides by the denominator given, and the gradient that trains by the '
    + 'rows of its batch.',
  mend: 'Hand the denominator to the backward pass as well.',
  writtenFor: ['batch/gradient-any-options'],
  sightings: [],
  operations: {
    batchCrossEntropyGradient: (logits, labels, { denominator: _, ...options }) =>
      right.batchCrossEntropyGradient(logits, labels, options),
  },
})
