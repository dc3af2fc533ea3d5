import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'log-softmax-masked-by-a-finite-number',
  story:
    'Masks are filled with the least number of binary16, −65504: a class that may not be '
    + 'chosen has a log-probability, and a row far below gives it all.',
  mend: 'Mask with −∞: the logarithm of no probability is −∞.',
  writtenFor: ['log-softmax/masks-out'],
  sightings: [],
  operations: {
    logSoftmax: (logits) => right.logSoftmax(logits.map((z) => (z === -Infinity ? -65504 : z))),
  },
})
