import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'pos-weight-on-negatives',
  story: 'The weight for positive examples multiplies the negative term.',
  mend: 'Weight t softplus(-x), not (1 - t) softplus(x).',
  writtenFor: ['binary-batch/pos-weight'],
  sightings: [],
  operations: {
    batchBinaryCrossEntropy: (logits, targets, options) =>
      right.batchBinaryCrossEntropy(
        logits.map((x) => -x),
        targets.map((t) => 1 - t),
        options,
      ),
  },
})
