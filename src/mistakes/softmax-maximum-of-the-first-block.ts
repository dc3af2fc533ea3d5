import { greatest, total } from '../arithmetic/sequence.ts'
import { mistake } from './mistake.ts'

export default mistake({
  id: 'softmax-maximum-of-the-first-block',
  story:
    'The maximum is that of the first 1,024 logits, one for each thread; a logit far above '
    + 'them in a later block overflows.',
  mend: 'Fold all blocks into the maximum before the first exponential, or rescale as it grows.',
  writtenFor: ['softmax/value'],
  sightings: [],
  from: { classes: 1025 },
  operations: {
    softmax: (logits) => {
      const max = greatest(logits.slice(0, 1024))
      const exps = logits.map((z) => Math.exp(z - max))
      const sum = total(exps)
      return exps.map((e) => e / sum)
    },
  },
})
