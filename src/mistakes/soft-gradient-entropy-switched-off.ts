import { at, total } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'soft-gradient-entropy-switched-off',
  story:
    'An entropy bonus is switched off by a weight of 0, and its slope is added all the '
    + 'same: p log p is 0 times −∞ at a masked class.',
  mend: 'Leave the term out where its weight is 0, and p log p where p is 0.',
  writtenFor: ['gradient/weights'],
  sightings: ['huggingface/trl#7263'],
  operations: {
    softCrossEntropyGradient: (logits, target) => {
      const p = right.softmax(logits)
      const entropy = -total(p.map((x) => x * Math.log(x)))
      return right
        .softCrossEntropyGradient(logits, target)
        .map((g, i) => g - 0 * at(p, i) * (Math.log(at(p, i)) + entropy))
    },
  },
})
