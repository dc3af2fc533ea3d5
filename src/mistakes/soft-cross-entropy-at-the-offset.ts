import { at, total } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'soft-cross-entropy-at-the-offset',
  story:
    'log Σ e^z times the mass, less Σ t z: two numbers as large as the logits, '
    + 'of which the loss is a small difference that keeps few digits.',
  mend: 'Sum t (log Σ e^(z − max z) + max z − z): the terms are no less than 0.',
  writtenFor: ['soft-cross-entropy/accurate'],
  sightings: [],
  operations: {
    softCrossEntropy: (logits, target) =>
      right.logSumExp(logits) * total(target)
      - total(target.map((t, i) => (t === 0 ? 0 : t * at(logits, i)))),
  },
})
