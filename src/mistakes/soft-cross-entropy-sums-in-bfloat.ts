import { formats, roundNumber } from '../arithmetic/format.ts'
import { at } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'soft-cross-entropy-sums-in-bfloat',
  story:
    'The terms t (−log p) of a distilled target are added in bfloat16: many small ones, '
    + 'each lost beside the sum so far.',
  mend: 'Accumulate in binary32, and round once at the end.',
  writtenFor: ['soft-cross-entropy/value'],
  example: '{"logits":["0*1000"],"target":["0.0009765625*1000"]}',
  sightings: ['erfanzar/EasyDeL#267'],
  operations: {
    softCrossEntropy: (logits, target) => {
      const logs = right.logSoftmax(logits)
      return logs.reduce((sum, log, i) => {
        const t = at(target, i)
        return t === 0 ? sum : roundNumber(sum - t * log, formats.bfloat16)
      }, 0)
    },
  },
})
