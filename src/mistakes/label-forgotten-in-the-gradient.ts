import { at } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

const slopes = (z: readonly number[], label: number): number[] =>
  z[label] === undefined ? right.softmax(z) : right.crossEntropyGradient(z, label)

export default mistake({
  id: 'label-forgotten-in-the-gradient',
  story:
    'The loss of a label that is no class is NaN, but its gradient is softmax less a row of zeros: '
    + 'training goes on, away from every class.',
  mend: 'Give NaN for the gradient of such a row as well.',
  writtenFor: ['labels/out-of-range-gradient', 'labels/out-of-range-in-batch-gradient'],
  sightings: [],
  policies: { labelOutOfRange: 'nan' },
  operations: {
    crossEntropyGradient: slopes,
    batchCrossEntropyGradient: (logits, labels, options) =>
      Object.keys(options).length > 1 ?
        right.batchCrossEntropyGradient(logits, labels, options)
      : logits.map((z, n) =>
          slopes(z, at(labels, n)).map((g) =>
            options.reduction === 'mean' ? g / logits.length : g,
          ),
        ),
  },
})
