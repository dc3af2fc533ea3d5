import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'mask-log-pull-back-zeroed',
  story:
    'The pull-back of log-softmax is set to 0 where a class is masked, as that of softmax is: its '
    + 'cotangent is lost, and what is left does not sum to 0.',
  mend: 'Leave the cotangent of a masked class as it is: gᵢ − 0 · Σ g.',
  writtenFor: ['vjp/log-softmax-masked-class'],
  sightings: [],
  operations: {
    logSoftmaxVjp: (logits, cotangent) =>
      right.logSoftmaxVjp(logits, cotangent).map((x, i) => (logits[i] === -Infinity ? 0 : x)),
  },
})
