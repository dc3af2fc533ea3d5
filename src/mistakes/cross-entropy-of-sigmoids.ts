import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'cross-entropy-of-sigmoids',
  story:
    'Every class gets a binary cross-entropy of its own, and the '
    + 'N losses are summed: a loss for labels that may coincide.',
  mend:
    'For one class out of N take the cross-entropy of '
    + 'softmax: only differences of logits then count.',
  writtenFor: [
    'cross-entropy/shift-invariant',
    'cross-entropy/chance-level',
    'cross-entropy/value',
  ],
  sightings: ['nfmcclure/tensorflow_cookbook#109', 'FluxML/Flux.jl#139'],
  operations: {
    crossEntropy: (logits, label) =>
      logits.reduce((sum, z, i) => sum + right.binaryCrossEntropy(z, i === label ? 1 : 0), 0),
  },
})
