import { at } from '../arithmetic/sequence.ts'
import { denominator, mistake, reduced, rowLosses } from './mistake.ts'

export default mistake({
  id: 'ignored-rows-shift-labels',
  story:
    'The logits of ignored rows are taken out before the loss, and their labels are not: '
    + 'each later row is judged by the label of another.',
  mend: 'Take rows and labels out by the same mask.',
  writtenFor: ['batch/any-options'],
  sightings: [],
  operations: {
    batchCrossEntropy: (logits, labels, options) => {
      const counts = labels.map((y) => y !== options.ignoreIndex)
      const kept = logits.filter((_, n) => counts[n])
      const losses = rowLosses(kept, labels.slice(0, kept.length), options)
      let next = 0
      const rows = counts.map((count) => (count ? at(losses, next++) : 0))
      return reduced(rows, options, denominator(labels, options))
    },
  },
})
