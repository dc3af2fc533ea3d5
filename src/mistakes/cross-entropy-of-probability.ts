import { at } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'cross-entropy-of-probability',
  story:
    'The loss is −p, the probability without its logarithm: below '
    + 'zero, and nearly without slope where it is most wrong.',
  mend: 'Give a negative log-likelihood log-probabilities.',
  writtenFor: ['cross-entropy/non-negative', 'cross-entropy/value', 'gradient/confidently-wrong'],
  sightings: [],
  operations: {
    crossEntropy: (logits, label) => -at(right.softmax(logits), label),
    crossEntropyGradient: (logits, label) =>
      right.softmaxVjp(
        logits,
        logits.map((_, i) => (i === label ? -1 : 0)),
      ),
  },
})
