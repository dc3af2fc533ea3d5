import { at } from '../arithmetic/sequence.ts'
import { mistake, right } from './mistake.ts'

/** A bound of the Hessian, which has no entries beside the diagonal. */
const bound = (logits: readonly number[], direction: readonly number[]): number[] =>
  right.softmax(logits).map((p, i) => 2 * p * (1 - p) * at(direction, i))

export default mistake({
  id: 'hessian-twice-its-diagonal',
  story: '2p(1 − p) bounds the Hessian, as boosting needs it, and is taken for the curvature.',
  mend: 'Multiply by diag(p) − p pᵀ: a common shift of the logits has no curvature.',
  writtenFor: ['hessian/zero-on-constants', 'hessian/cross-entropy', 'hessian/log-sum-exp'],
  sightings: ['dmlc/xgboost#12537', 'dmlc/xgboost#5769', 'lightgbm-org/LightGBM#1154'],
  operations: {
    logSumExpHessianTimes: bound,
    crossEntropyHessianTimes: (logits, _, direction) => bound(logits, direction),
  },
})
