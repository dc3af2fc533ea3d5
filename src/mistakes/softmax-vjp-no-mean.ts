import { at } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'softmax-vjp-no-mean',
  story:
    'The cotangent is multiplied by p, and the term Σ pᵢ '
    + 'gᵢ that comes from the common divisor is missing.',
  mend: 'Subtract the mean of the cotangent under p before multiplying: pⱼ (gⱼ − Σ pᵢ gᵢ).',
  writtenFor: ['vjp/zero-on-constants', 'vjp/value'],
  sightings: ['HomericIntelligence/Odyssey#2134'],
  operations: {
    softmaxVjp: (logits, cotangent) => right.softmax(logits).map((p, j) => p * at(cotangent, j)),
  },
})
