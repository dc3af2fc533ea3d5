import { mistake } from './mistake.ts'

export default mistake({
  id: 'softmax-without-exponential',
  story: 'The logits themselves are divided by their sum: why take an exponential?',
  mend: 'Exponentiate: logits may be negative, and only their differences mean anything.',
  writtenFor: ['softmax/in-unit-interval', 'softmax/shift-invariant', 'softmax/value'],
  sightings: [],
  operations: {
    softmax: (logits) => {
      const sum = logits.reduce((a, b) => a + b, 0)
      return logits.map((z) => z / sum)
    },
  },
})
