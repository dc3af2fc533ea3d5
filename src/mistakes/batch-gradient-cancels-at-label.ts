import { binary64 } from '../arithmetic/binary64.ts'
import { at, total } from '../arithmetic/sequence.ts'
import { weighing } from '../core/batches.ts'
import { mistake, right } from './mistake.ts'

const { targetOf, denominator } = weighing(binary64)

export default mistake({
  id: 'batch-gradient-cancels-at-label',
  story:
    'One is subtracted from the probabilities at the labels, in place: '
    + 'the slope of a row that is learnt becomes 0 all at once, at a gap of 37.',
  mend: 'Put minus the sum of the other probabilities at the label.',
  writtenFor: ['batch/gradient-accurate'],
  sightings: [],
  operations: {
    batchCrossEntropyGradient: (logits, labels, options) => {
      const by = denominator(labels, options)
      return logits.map((z, n) => {
        if (labels[n] === options.ignoreIndex) return z.map(() => 0)
        const target = targetOf(z.length, labels[n], options)
        const mass = total(target)
        return right.softmax(z).map((p, i) => (p * mass - at(target, i)) / by)
      })
    },
  },
})
