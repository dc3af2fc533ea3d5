import { total } from '../arithmetic/sequence.ts'
import { mistake, reduced, right, rowLosses } from './mistake.ts'

export default mistake({
  id: 'weights-of-padding-in-the-mean',
  story:
    'With class weights the mean divides by the weights of all labels, those of ignored '
    + 'rows among them.',
  mend: 'Leave out of the denominator what is left out of the sum.',
  writtenFor: ['batch/any-options'],
  example:
    '{"logits":[[0,0],[2,0]],"labels":[0,1],"options":{"reduction":"mean","classWeights":[1,1],"ignoreIndex":1}}',
  sightings: ['tracel-ai/burn#5568'],
  operations: {
    batchCrossEntropy: (logits, labels, options) => {
      const { reduction, classWeights } = options
      return reduction === 'mean' && classWeights !== undefined ?
          reduced(
            rowLosses(logits, labels, options),
            options,
            total(labels.map((y) => classWeights[y] ?? 0)),
          )
        : right.batchCrossEntropy(logits, labels, options)
    },
  },
})
