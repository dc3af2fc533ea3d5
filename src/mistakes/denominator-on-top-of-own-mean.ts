import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'denominator-on-top-of-own-mean',
  story: 'The mean over the batch is divided once more, by the denominator given.',
  mend: 'Divide the sum of the losses, not their mean.',
  writtenFor: ['batch-options/denominator', 'batch-options/micro-batches'],
  sightings: ['unslothai/unsloth-zoo#1023'],
  operations: {
    batchCrossEntropy: (logits, labels, { denominator, ...options }) => {
      const loss = right.batchCrossEntropy(logits, labels, options)
      return typeof loss === 'number' && options.reduction === 'mean' ?
          loss / (denominator ?? 1)
        : loss
    },
  },
})
