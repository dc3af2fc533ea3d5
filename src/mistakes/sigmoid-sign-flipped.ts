import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'sigmoid-sign-flipped',
  story: 'e^x stands where e^(−x) belongs: the probability of the other class.',
  mend: 'σ(x) = 1 / (1 + e^(−x)), which rises.',
  breaks: [
    'sigmoid/monotone',
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
    sigmoid: (x) => right.sigmoid(-x),
  },
})
