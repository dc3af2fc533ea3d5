import { mistake, right } from './mistake.ts'

export default mistake({
  id: 'softmax-online-at-infinity',
  story:
    'NaN is promised for a row with an infinite logit, and the running maximum '
    + 'rescales what came before by e^(−∞): only the infinite class is NaN.',
  mend: 'Declare `posInfLogit: mixed`, or look for an infinite maximum when the row ends.',
  writtenFor: ['special-values/infinite-logit'],
  sightings: [],
  policies: { posInfLogit: 'nan' },
  operations: {
    softmax: (logits) =>
      logits.includes(Infinity) && !logits.some(Number.isNaN) ?
        logits.map((z) => (z === Infinity ? NaN : 0))
      : right.softmax(logits),
  },
})
