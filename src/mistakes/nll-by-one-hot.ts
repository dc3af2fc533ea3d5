import { total } from '../arithmetic/sequence.ts'
import { mistake } from './mistake.ts'

export default mistake({
  id: 'nll-by-one-hot',
  story:
    'The entry of the label is selected by a sum of products with a one-hot vector: a masked class '
    + 'adds 0 · −∞, which is NaN.',
  mend: 'Look the entry up, or replace what the vector hides before it is multiplied.',
  writtenFor: ['nll-loss/masks-out'],
  sightings: ['pytorch/xla#2991'],
  operations: {
    nllLoss: (l, label) => -total(l.map((x, i) => (i === label ? x : 0 * x))),
  },
})
