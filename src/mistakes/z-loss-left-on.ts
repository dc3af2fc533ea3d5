import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'z-loss-left-on',
  story:
    'A penalty of 10⁻⁴ on the square of log Σ e^z, which keeps the normaliser small in '
    + 'training, is added although it was switched off.',
  mend: 'Ask for the option before adding what it stands for.',
  writtenFor: ['cross-entropy/value', 'cross-entropy/shift-invariant'],
  sightings: ['allenai/OLMo-core#702'],
  operations: {
    crossEntropy: (logits, label) => right.crossEntropy(logits, label) + 1e-4 * right.zLoss(logits),
  },
})
