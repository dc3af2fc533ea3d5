import { mistake } from './mistake.ts'

export default mistake({
  id: 'softmax-vjp-zero',
  story:
    'No gradient flows at all. Checked with a cotangent '
    + 'of ones, whose pull-back is 0, this passes.',
  mend: 'Return pⱼ (gⱼ − Σ pᵢ gᵢ), and never test softmax with a constant cotangent.',
  writtenFor: ['vjp/adjoint', 'vjp/value'],
  sightings: [],
  operations: {
    softmaxVjp: (logits) => logits.map(() => 0),
  },
})
