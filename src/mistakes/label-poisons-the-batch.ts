import { isClass } from '../contract/labels.ts'
import { at } from '../arithmetic/sequence.ts'
import { mistake, reduced, right } from './mistake.ts'

export default mistake({
  id: 'label-poisons-the-batch',
  story: 'A label that is no class makes NaN of every row, although the rows are asked one by one.',
  mend: 'Give NaN to the row whose label it is, and let a sum or a mean spread it.',
  writtenFor: ['labels/out-of-range-in-batch'],
  sightings: [],
  policies: { labelOutOfRange: 'nan' },
  operations: {
    batchCrossEntropy: (logits, labels, options) =>
      labels.every((y, n) => y === options.ignoreIndex || isClass(y, at(logits, n).length)) ?
        right.batchCrossEntropy(logits, labels, options)
      : reduced(
          logits.map(() => NaN),
          options,
        ),
  },
})
