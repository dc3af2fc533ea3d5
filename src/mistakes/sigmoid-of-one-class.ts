import { at } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'sigmoid-of-one-class',
  story:
    'One output unit ends in softmax instead of a sigmoid: '
    + 'the only class gets probability 1, whatever the logit.',
  mend: 'One unit wants a sigmoid, and softmax two units.',
  breaks: [
    'sigmoid/mirrored',
    'sigmoid/value',
    'sigmoid/tail',
    'softplus/slope-is-sigmoid',
    'log-sigmoid/exp-is-sigmoid',
    'two-classes/softmax-is-sigmoid',
    'special-values/sigmoid-at-infinity',
    'founding/sigmoid-shrinks-gradient',
    'founding/sigmoid-breaks-convexity',
    'founding/one-versus-rest',
    'founding/softmax-generalises-sigmoid',
  ],
  sightings: [],
  operations: {
    sigmoid: (x) => at(right.softmax([x]), 0),
  },
})
