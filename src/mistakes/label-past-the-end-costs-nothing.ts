import { at } from '../arithmetic/sequence.ts'
import { mistake, reduced, right } from './mistake.ts'

export default mistake({
  id: 'label-past-the-end-costs-nothing',
  story:
    'A row whose label is not found among its logits is given the loss 0, and counts as learnt.',
  mend: 'Refuse such a label; only a label that is declared to be ignored costs nothing.',
  writtenFor: ['labels/out-of-range-in-batch'],
  sightings: [],
  policies: { labelOutOfRange: 'error' },
  operations: {
    batchCrossEntropy: (logits, labels, options) =>
      Object.keys(options).length > 1 ?
        right.batchCrossEntropy(logits, labels, options)
      : reduced(
          logits.map((z, n) => {
            const label = at(labels, n)
            return z[label] === undefined ? 0 : right.crossEntropy(z, label)
          }),
          options,
        ),
  },
})
