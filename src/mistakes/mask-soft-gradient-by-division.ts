import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'mask-soft-gradient-by-division',
  story: 'The slope of log p is taken as 1/p times the slope of p, which at p = 0 is 0/0.',
  mend: 'Write the gradient as p Σ t − t: nothing is divided.',
  writtenFor: ['special-values/masked-in-soft-gradient'],
  sightings: [],
  operations: {
    softCrossEntropyGradient: (logits, target) => {
      const p = right.softmax(logits)
      return right
        .softCrossEntropyGradient(logits, target)
        .map((slope, i) => (p[i] === 0 ? (slope / p[i]) * p[i] : slope))
    },
  },
})
