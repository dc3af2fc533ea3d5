import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'zero-smoothing-read-as-default',
  story:
    'The smoothing falls back on 0.1 by `labelSmoothing || 0.1` once the option is there: '
    + 'who asks for 0 gets the default.',
  mend: 'Write labelSmoothing ?? 0.1, and say that there is a default.',
  writtenFor: ['batch/any-options'],
  sightings: [],
  operations: {
    batchCrossEntropy: (logits, labels, { labelSmoothing, ...options }) =>
      right.batchCrossEntropy(
        logits,
        labels,
        labelSmoothing === undefined ? options : (
          { ...options, labelSmoothing: labelSmoothing || 0.1 }
        ),
      ),
  },
})
