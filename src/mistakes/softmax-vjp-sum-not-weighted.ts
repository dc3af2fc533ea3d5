import { at } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'softmax-vjp-sum-not-weighted',
  story: 'Σ pᵢ gᵢ is subtracted after the multiplication by p: the factor pⱼ of the mean is lost.',
  mend: 'Bracket first: pⱼ (gⱼ − Σ pᵢ gᵢ).',
  writtenFor: ['vjp/positive-semi-definite', 'vjp/value'],
  sightings: [],
  operations: {
    softmaxVjp: (logits, cotangent) => {
      const products = right.softmax(logits).map((p, j) => p * at(cotangent, j))
      const sum = products.reduce((a, b) => a + b, 0)
      return products.map((x) => x - sum)
    },
  },
})
