import { at } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'vjp-penalty-switched-off',
  story:
    'A penalty on the logits is switched off by a weight of 0, and its slope is added all '
    + 'the same: 0 times a logit of −∞ is NaN.',
  mend: 'Leave the term out where its weight is 0.',
  writtenFor: ['vjp/masked-class'],
  sightings: [],
  operations: {
    softmaxVjp: (logits, cotangent) =>
      right.softmaxVjp(logits, cotangent).map((slope, i) => slope + 0 * at(logits, i)),
  },
})
