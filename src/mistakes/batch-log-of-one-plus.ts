import { binary64 } from '../arithmetic/binary64.ts'
import { at, greatest, total } from '../arithmetic/sequence.ts'
import { weighing } from '../core/batches.ts'
import { mistake, reduced } from './mistake.ts'

const { targetOf, denominator } = weighing(binary64)

/** -log softmax(z), by the logarithm of a sum that holds the 1 of the greatest term. */
const surprises = (logits: readonly number[]): number[] => {
  const max = greatest(logits)
  const shifted = logits.map((z) => z - max)
  const log = Math.log(total(shifted.map(Math.exp)))
  return shifted.map((z) => log - z)
}

export default mistake({
  id: 'batch-log-of-one-plus',
  story:
    'The losses of a batch take log Σ e^(z − max z), in which the 1 swallows the rest: '
    + 'a row that is learnt to 10⁻¹⁷ costs 0, and the mean stops moving.',
  mend: 'Leave the greatest term out of the sum, and use log1p.',
  writtenFor: ['batch/accurate'],
  sightings: [],
  operations: {
    batchCrossEntropy: (logits, labels, options) =>
      reduced(
        logits.map((z, n) => {
          const loss = surprises(z)
          return total(
            targetOf(z.length, labels[n], options).map((t, i) => (t === 0 ? 0 : t * at(loss, i))),
          )
        }),
        options,
        denominator(labels, options),
      ),
  },
})
