import { at } from '../arithmetic/sequence.ts'
import { mistake } from './mistake.ts'

export default mistake({
  id: 'nll-mean-over-classes',
  story:
    'The one-hot vector times the log-probabilities is averaged over all its entries, of which one '
    + 'is not zero: loss and slope are too small by the number of classes.',
  mend: 'Sum over the classes, and average over rows alone.',
  writtenFor: ['nll-loss/chain-rule', 'nll-loss/value'],
  sightings: [],
  operations: {
    nllLoss: (l, label) => -at(l, label) / l.length,
    nllLossGradient: (l, label) => l.map((_, i) => (i === label ? -1 / l.length : 0)),
  },
})
