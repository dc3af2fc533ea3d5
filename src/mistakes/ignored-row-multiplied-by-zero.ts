import { at } from '../arithmetic/sequence.ts'
import { denominator, mistake, reduced, rowLosses } from './mistake.ts'

export default mistake({
  id: 'ignored-row-multiplied-by-zero',
  story:
    'The loss of every row is computed, with the label 0 where it is ignored, and '
    + 'multiplied by 1 or 0: what is ignored may be ∞ or NaN, and 0 times that is NaN.',
  mend: 'Select instead of multiplying.',
  writtenFor: ['batch/any-options'],
  example:
    '{"logits":[["-Infinity",0]],"labels":[1],"options":{"reduction":"none","ignoreIndex":1}}',
  sightings: ['ecmwf/WeatherGenerator#2723'],
  operations: {
    batchCrossEntropy: (logits, labels, options) => {
      const { ignoreIndex, ...others } = options
      const counts = labels.map((y) => (y === ignoreIndex ? 0 : 1))
      const safe = labels.map((y) => (y === ignoreIndex ? 0 : y))
      const rows = rowLosses(logits, safe, others).map((loss, n) => loss * at(counts, n))
      return reduced(rows, options, denominator(labels, options))
    },
  },
})
