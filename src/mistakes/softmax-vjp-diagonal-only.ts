import { at } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'softmax-vjp-diagonal-only',
  story: 'Only the diagonal p(1 − p) of the Jacobian is used, as for a sigmoid in each class.',
  mend: 'Every probability depends on every logit: return pⱼ (gⱼ − Σ pᵢ gᵢ).',
  writtenFor: ['vjp/sums-to-zero', 'vjp/value'],
  sightings: [
    'deeplearning4j/libnd4j#440',
    'RubixML/ML#438',
    'Apiquet/DeepLearningFrameworkFromScratchCpp#1',
  ],
  operations: {
    softmaxVjp: (logits, cotangent) =>
      right.softmax(logits).map((p, j) => at(cotangent, j) * p * (1 - p)),
  },
})
