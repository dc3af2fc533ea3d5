import { at } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'soft-cross-entropy-is-divergence',
  story:
    'The Kullback–Leibler divergence is returned: the '
    + 'entropy of the target is missing from the loss.',
  mend: 'Do not subtract H(t): the gradient does not notice it, but the value is another one.',
  writtenFor: ['soft-cross-entropy/entropy-plus-divergence', 'soft-cross-entropy/value'],
  sightings: ['espnet/espnet#4358', 'pytorch/pytorch#59824'],
  operations: {
    softCrossEntropy: (logits, target) =>
      right.logSoftmax(logits).reduce((sum, logP, i) => {
        const t = at(target, i)
        return t === 0 ? sum : sum + t * (Math.log(t) - logP)
      }, 0),
  },
})
