import { mistake } from './mistake.ts'

/** log(e^a + e^b). */
const logAddExp = (a: number, b: number): number =>
  a === b ? a + Math.LN2 : Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)))

export default mistake({
  id: 'logsumexp-folded',
  story:
    'log(e^a + e^b) is folded over the logits one after another: '
    + 'each fold rounds what is there so far, as large as the offset.',
  mend: 'Sum the exponentials below the maximum, and add that once.',
  writtenFor: ['log-sum-exp/accurate'],
  sightings: [],
  operations: {
    logSumExp: (logits) => logits.reduce(logAddExp, -Infinity),
  },
})
