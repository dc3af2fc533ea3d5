import { formats, roundNumber } from '../arithmetic/format.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'label-in-bfloat',
  story:
    'Labels are cast to the type of the logits, bfloat16, which has the integers up to 256 '
    + 'and every other one after that.',
  mend: 'Cast the logits, never the labels.',
  writtenFor: ['cross-entropy/value', 'gradient/p-minus-y'],
  example: '{"logits":["0*257",7],"label":257}',
  sightings: [],
  from: { classes: 258 },
  operations: {
    crossEntropy: (logits, label) => right.crossEntropy(logits, bfloat(label)),
    crossEntropyGradient: (logits, label) => right.crossEntropyGradient(logits, bfloat(label)),
  },
})

const bfloat = (x: number): number => roundNumber(x, formats.bfloat16)
