import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'entropy-sign-lost',
  story: 'Σ p log p is returned without its minus: what rewards certainty is called an entropy.',
  mend: 'Return −Σ p log p, which is never negative.',
  writtenFor: ['entropy/bounds', 'entropy/value'],
  sightings: ['ajinkyakulkarni14/ERISHA#3'],
  operations: { entropy: (logits) => -right.entropy(logits) },
})
