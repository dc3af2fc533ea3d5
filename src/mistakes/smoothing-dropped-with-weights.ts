import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'smoothing-dropped-with-weights',
  story:
    'With class weights a weighted loss is called, which has no smoothing: the option is '
    + 'lost on the way.',
  mend: 'Refuse options that a path does not know.',
  writtenFor: ['batch/any-options', 'batch-options/smoothing-with-weights'],
  sightings: [],
  operations: {
    batchCrossEntropy: (logits, labels, options) => {
      const { labelSmoothing: _, ...others } = options
      return right.batchCrossEntropy(
        logits,
        labels,
        options.classWeights === undefined ? options : others,
      )
    },
  },
})
