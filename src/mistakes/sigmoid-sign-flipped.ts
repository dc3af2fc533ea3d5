import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'sigmoid-sign-flipped',
  story: 'e^x stands where e^(−x) belongs: the probability of the other class.',
  mend: 'σ(x) = 1 / (1 + e^(−x)), which rises.',
  writtenFor: ['sigmoid/monotone', 'sigmoid/value'],
  sightings: [],
  operations: {
    sigmoid: (x) => right.sigmoid(-x),
  },
})
