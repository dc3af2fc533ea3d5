import { mistake, right } from './mistake.ts'

const cleaned = (x: number): number => (Number.isFinite(x) ? x : 0)

export default mistake({
  id: 'bce-cleans-infinities',
  story:
    'What is not finite is replaced by 0 to keep NaN away: an '
    + 'answer that is certain and wrong costs log 2, and learns half.',
  mend: 'Let an infinite logit give its limit, or NaN: either tells that something overflowed.',
  writtenFor: ['special-values/certain-answers', 'special-values/certain-slopes'],
  sightings: [],
  policies: { infiniteLogit: 'nan' },
  operations: {
    binaryCrossEntropy: (logit, target) => right.binaryCrossEntropy(cleaned(logit), target),
    binaryCrossEntropyGradient: (logit, target) =>
      right.binaryCrossEntropyGradient(cleaned(logit), target),
  },
})
