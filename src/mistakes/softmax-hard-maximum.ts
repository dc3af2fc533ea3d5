import { greatest } from '../arithmetic/sequence.ts'
import { mistake } from './mistake.ts'

export default mistake({
  id: 'softmax-hard-maximum',
  story: 'The first greatest logit gets probability 1: the maximum itself, not its soft form.',
  mend: 'Share the mass by e^z: ties get equal parts, and the gradient does not vanish.',
  writtenFor: ['softmax/keeps-ties', 'softmax/value'],
  sightings: [],
  operations: {
    softmax: (logits) => {
      const winner = logits.indexOf(greatest(logits))
      return logits.map((_, i) => (i === winner ? 1 : 0))
    },
  },
})
