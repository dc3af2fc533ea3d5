import { formats, roundNumber } from '../arithmetic/format.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'softmax-vjp-in-half-precision',
  story:
    'The pull-back is rounded to binary16, which agrees '
    + 'with a difference of doubles to three digits.',
  mend: 'Compare to the digits that the format has, not to those of the last format in use.',
  writtenFor: ['vjp/value'],
  sightings: [],
  operations: {
    softmaxVjp: (logits, cotangent) => right.softmaxVjp(logits, cotangent).map(half),
  },
})

const half = (x: number): number => roundNumber(x, formats.binary16)
