import { at, total } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

/** p (v - mean): once one class has all the mass, its own entry is the mean, but for rounding. */
const product = (logits: readonly number[], direction: readonly number[]): number[] => {
  const p = right.softmax(logits)
  const mean = total(p.map((x, i) => x * at(direction, i)))
  return p.map((x, i) => x * (at(direction, i) - mean))
}

export default mistake({
  id: 'hessian-not-centred',
  story:
    'The direction is taken as it comes, and its mean subtracted: of a small curvature, rounding is left.',
  mend: 'Subtract the entry at the greatest logit from the direction first.',
  writtenFor: ['hessian/log-sum-exp-accurate', 'hessian/cross-entropy-accurate'],
  sightings: [],
  operations: {
    logSumExpHessianTimes: product,
    crossEntropyHessianTimes: (logits, _, direction) => product(logits, direction),
  },
})
