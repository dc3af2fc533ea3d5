import { greatest } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'label-past-the-end',
  story:
    'The logit of the label is read without a look at K: past the end of the row there is a '
    + '0, and the loss is log Σ e^z.',
  mend: 'Refuse labels outside 0 to K − 1.',
  writtenFor: ['batch-options/label-out-of-range'],
  sightings: ['PaddlePaddle/Paddle#10945', 'tenstorrent/tt-metal#53209'],
  policies: { labelOutOfRange: 'error' },
  operations: {
    crossEntropy: (logits, label) => {
      const peak = greatest(logits)
      const shifted = logits.map((z) => z - peak)
      return right.logSumExp(shifted) - (shifted[label] ?? -peak)
    },
  },
})
