import { mistake } from './mistake.ts'

export default mistake({
  id: 'sigmoid-one-branch',
  story:
    '1 / (1 + e^(−x)) is used for x < 0 too: below −709 '
    + 'the exponential overflows, and 10⁻³¹⁰ becomes 0.',
  mend: 'For x < 0 write e^x / (1 + e^x).',
  writtenFor: ['sigmoid/tail'],
  sightings: [],
  operations: {
    sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  },
})
