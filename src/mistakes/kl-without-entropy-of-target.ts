import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'kl-without-entropy-of-target',
  story: 'Σ t log t is left out, as it has no gradient: at the target itself the loss is not 0.',
  mend: 'Add Σ t log t, or call it the cross-entropy.',
  writtenFor: ['kl-divergence/cross-entropy-less-entropy', 'kl-divergence/value'],
  sightings: ['jongwooko/distillm#7'],
  operations: { klDivergence: right.softCrossEntropy },
})
