import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'cross-entropy-in-bits',
  story: 'The logarithm is taken to base 2, while the gradient p − y belongs to base e.',
  mend: 'Use the natural logarithm; convert to bits only where a number is shown.',
  writtenFor: ['cross-entropy/chance-level', 'cross-entropy/value', 'gradient/slope-of-own-loss'],
  sightings: ['facebookresearch/fairseq#466', 'huawei-noah/Efficient-Computing#12'],
  operations: {
    crossEntropy: (logits, label) => right.crossEntropy(logits, label) / Math.LN2,
    softCrossEntropy: (logits, target) => right.softCrossEntropy(logits, target) / Math.LN2,
  },
})
