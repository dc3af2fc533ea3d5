import { at } from '../arithmetic/sequence.ts'
import { mistake, reduced, right } from './mistake.ts'

export default mistake({
  id: 'pos-weight-on-whole-loss',
  story:
    'The loss is multiplied by 1 + (w − 1) t as a whole: '
    + 'right for targets 0 and 1, and quadratic in between.',
  mend: 'Weight t softplus(−x) alone: a loss is affine in its target.',
  writtenFor: ['binary-batch/pos-weight'],
  sightings: ['PaddlePaddle/Paddle#54730', 'PaddlePaddle/Paddle#54869'],
  operations: {
    batchBinaryCrossEntropy: (logits, targets, options) => {
      const { posWeight: w = 1 } = options
      return reduced(
        logits.map(
          (x, n) => (1 + (w - 1) * at(targets, n)) * right.binaryCrossEntropy(x, at(targets, n)),
        ),
        options,
      )
    },
  },
})
