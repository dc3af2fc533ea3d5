import { formats, roundNumber } from '../arithmetic/format.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'label-in-half-precision',
  story:
    'Labels are cast to the type of the logits, binary16: the odd ones above 2,048 become a '
    + 'neighbour, and beyond 65,504 there is none.',
  mend: 'Cast the logits, never the labels.',
  writtenFor: ['gradient/p-minus-y'],
  example: '{"logits":["0*2049",7],"label":2049}',
  sightings: ['keras-team/keras#15012', 'keras-team/keras#15015', 'THUFutureLab/gluon-face#28'],
  from: { classes: 2050 },
  operations: {
    crossEntropy: (logits, label) => right.crossEntropy(logits, half(label)),
    crossEntropyGradient: (logits, label) => right.crossEntropyGradient(logits, half(label)),
  },
})

const half = (x: number): number => roundNumber(x, formats.binary16)
