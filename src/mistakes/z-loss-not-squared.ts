import { at } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'z-loss-not-squared',
  story:
    'The log-sum-exp is added as it is, and not its square: the loss falls without end as the logits '
    + 'sink.',
  mend: 'Square the log-sum-exp, which is then least where it is 0.',
  writtenFor: ['batch-options/z-loss'],
  sightings: [],
  operations: {
    batchCrossEntropy: (logits, labels, options) => {
      const { zLoss, mask, temperature, softCap, rowWeights, ...others } = options
      const isShaped = mask ?? temperature ?? softCap ?? rowWeights
      if (!zLoss || isShaped !== undefined || options.reduction !== 'none')
        return right.batchCrossEntropy(logits, labels, options)
      const losses = right.batchCrossEntropy(logits, labels, others) as number[]
      return losses.map((loss, n) =>
        labels[n] === options.ignoreIndex ? loss : loss + zLoss * right.logSumExp(at(logits, n)),
      )
    },
  },
})
