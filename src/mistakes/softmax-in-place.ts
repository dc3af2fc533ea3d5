import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'softmax-in-place',
  story: 'The result is written over the argument.',
  mend: 'Write into a new array; the logits belong to the caller.',
  writtenFor: ['hygiene/inputs-unchanged'],
  sightings: [],
  operations: {
    softmax: (logits) => {
      right.softmax(logits).forEach((p, i) => (logits[i] = p))
      return logits
    },
  },
})
