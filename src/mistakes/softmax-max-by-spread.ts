import { total } from '../arithmetic/sequence.ts'
import { mistake } from './mistake.ts'

export default mistake({
  id: 'softmax-max-by-spread',
  story:
    'The greatest logit is Math.max(...logits). Every logit becomes an argument on the '
    + 'stack, and a vocabulary overflows it.',
  mend: 'Fold: logits.reduce((a, b) => Math.max(a, b), -Infinity).',
  writtenFor: ['softmax/value'],
  sightings: ['nodejs/node#43043', 'numbers/numbers.js#87'],
  from: { classes: 124_000 },
  operations: {
    softmax: (logits) => {
      // oxlint-disable-next-line losslaws/no-spread-of-arguments -- This is the mistake.
      const max = Math.max(...logits)
      const exps = logits.map((z) => Math.exp(z - max))
      const sum = total(exps)
      return exps.map((e) => e / sum)
    },
  },
})
