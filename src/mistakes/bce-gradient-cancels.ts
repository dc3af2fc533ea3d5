import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'bce-gradient-cancels',
  story:
    'σ(x) − t is subtracted as it stands, so that the slope of '
    + 'a well-classified positive is 0 beyond a logit of 37.',
  mend: 'Write (1 − t) σ(x) − t σ(−x), where for a hard target nothing cancels.',
  writtenFor: ['binary/gradient-tail'],
  sightings: ['tensorflow/tensorflow#126633'],
  operations: {
    binaryCrossEntropyGradient: (logit, target) => right.sigmoid(logit) - target,
  },
})
