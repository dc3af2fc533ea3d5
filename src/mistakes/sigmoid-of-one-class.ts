import { at } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'sigmoid-of-one-class',
  story:
    'One output unit ends in softmax instead of a sigmoid: '
    + 'the only class gets probability 1, whatever the logit.',
  mend: 'One unit wants a sigmoid, and softmax two units.',
  writtenFor: ['sigmoid/mirrored', 'sigmoid/value'],
  sightings: [],
  operations: {
    sigmoid: (x) => at(right.softmax([x]), 0),
  },
})
