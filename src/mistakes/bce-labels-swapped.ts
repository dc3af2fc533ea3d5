import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'bce-labels-swapped',
  story: 'The two terms have changed places: target 1 is charged with log(1 − σ).',
  mend: 'Target 1 goes with log σ(x), target 0 with log σ(−x).',
  writtenFor: ['binary/increasing', 'binary/value'],
  sightings: [],
  operations: {
    binaryCrossEntropy: (logit, target) => right.binaryCrossEntropy(logit, 1 - target),
    binaryCrossEntropyGradient: (logit, target) =>
      right.binaryCrossEntropyGradient(logit, 1 - target),
  },
})
