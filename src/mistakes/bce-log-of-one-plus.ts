import { mistake } from './mistake.ts'

export default mistake({
  id: 'bce-log-of-one-plus',
  story:
    'log(1 + e^(−|x|)) is used in the stable form: the tail e^(−|x|) is rounded away beside the 1.',
  mend: 'Use log1p.',
  writtenFor: ['binary/tail'],
  sightings: ['tensorflow/tensorflow#950'],
  operations: {
    binaryCrossEntropy: (logit, target) =>
      Math.max(logit, 0) - logit * target + Math.log(1 + Math.exp(-Math.abs(logit))),
  },
})
