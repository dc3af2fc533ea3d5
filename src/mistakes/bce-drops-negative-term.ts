import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'bce-drops-negative-term',
  story:
    'The term of the negative class is missing: an example '
    + 'with target 0 costs nothing and teaches nothing.',
  mend: 'Add −(1 − t) log(1 − σ(x)).',
  writtenFor: ['binary/no-ceiling', 'binary/mirrored', 'binary/value'],
  sightings: ['deeplearning4j/nd4j#1328', 'RubixML/ML#424'],
  operations: {
    binaryCrossEntropy: (logit, target) => target * right.softplus(-logit),
    binaryCrossEntropyGradient: (logit, target) => -target * right.sigmoid(-logit),
  },
})
