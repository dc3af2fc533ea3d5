import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'kl-averaged-over-classes',
  story: 'The terms are averaged over classes and rows alike, where a divergence is their sum.',
  mend: 'Sum over the classes, and average over the rows alone: `batchmean`, and not `mean`.',
  writtenFor: ['kl-divergence/value', 'kl-divergence/gradient'],
  sightings: ['facebookresearch/deit#61', 'HikariTJU/LD#74', 'pytorch/pytorch#7006'],
  operations: {
    klDivergence: (logits, target) => right.klDivergence(logits, target) / logits.length,
    klDivergenceGradient: (logits, target) =>
      right.klDivergenceGradient(logits, target).map((slope) => slope / logits.length),
  },
})
