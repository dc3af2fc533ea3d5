import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'label-in-the-last-block',
  story:
    'The logit of the label is picked up in the loop over full blocks of 64; the remainder '
    + 'after it is added to the sum, and nobody looks there for the label.',
  mend: 'Read the logit of the label by its index, outside of the loop.',
  writtenFor: ['cross-entropy/value'],
  sightings: [],
  from: { classes: 65 },
  operations: {
    crossEntropy: (logits, label) => {
      const searched = logits.length < 64 ? logits.length : logits.length - (logits.length % 64)
      return label >= searched && label < logits.length ?
          right.logSumExp(logits)
        : right.crossEntropy(logits, label)
    },
  },
})
