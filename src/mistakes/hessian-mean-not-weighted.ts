import { at, total } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'hessian-mean-not-weighted',
  story: 'Σ p v is subtracted after the multiplication by p, and so from every class alike.',
  mend: 'Bracket first: pᵢ (vᵢ − Σ pⱼ vⱼ).',
  writtenFor: ['hessian/symmetric', 'hessian/positive-semi-definite'],
  sightings: [],
  operations: {
    crossEntropyHessianTimes: (logits, _, direction) => {
      const products = right.softmax(logits).map((p, i) => p * at(direction, i))
      const sum = total(products)
      return products.map((x) => x - sum)
    },
  },
})
