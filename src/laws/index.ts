import * as families from './families/index.ts'
import { familyOf, type AnyLaw } from './law.ts'

/** The families in the order in which they are read; one that is not named here comes last. */
const order = [
  'softmax',
  'log-softmax',
  'log-sum-exp',
  'merge-log-sum-exp',
  'sigmoid',
  'softplus',
  'log-sigmoid',
  'cross-entropy',
  'nll-loss',
  'soft-cross-entropy',
  'kl-divergence',
  'entropy',
  'gradient',
  'hessian',
  'vjp',
  'binary',
  'two-classes',
  'batch',
  'batch-options',
  'soft-batch',
  'binary-batch',
  'multilabel',
  'batch-vjp',
  'labels',
  'hygiene',
  'special-values',
  'founding',
]
const placeOf = ({ id }: AnyLaw): number => order.indexOf(familyOf(id)) + 1 || order.length + 1

/** Every law, family by family. The recorded cases are laws too: `lawsFrom` makes them. */
export const laws: readonly AnyLaw[] = Object.values(families)
  .flat()
  .toSorted((a, b) => placeOf(a) - placeOf(b))
