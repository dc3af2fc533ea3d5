import { at } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'binary-batch-log-of-sigmoid',
  story: 'The logarithm of a rounded sigmoid: infinite from a logit of 37 on.',
  mend: 'Use softplus(x) - t x, or t softplus(-x) + (1 - t) softplus(x).',
  writtenFor: ['binary-batch/value'],
  sightings: ['kornia/kornia#2115'],
  operations: {
    batchBinaryCrossEntropy: (logits, targets, { reduction, posWeight = 1 }) => {
      const rows = logits.map((x, n) => {
        const [p, t] = [right.sigmoid(x), at(targets, n)]
        return -posWeight * t * Math.log(p) - (1 - t) * Math.log(1 - p)
      })
      const total = rows.reduce((a, b) => a + b, 0)
      return (
        reduction === 'none' ? rows
        : reduction === 'sum' ? total
        : total / rows.length
      )
    },
  },
})
