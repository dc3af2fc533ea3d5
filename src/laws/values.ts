import type { OperationName } from '../contract/operations.ts'
import type { AnyValue, Value } from './value.ts'
import { batchValues } from './values/batches.ts'
import { logitValues } from './values/logits.ts'
import { rowValues } from './values/rows.ts'

/** Which budget judges each operation, tier by tier: an operation without one is a type error. */
const values = { ...rowValues, ...logitValues, ...batchValues } satisfies {
  readonly [O in OperationName]: readonly Value<O>[]
}

export type ValueId = (typeof values)[OperationName][number]['id']

/** The rows of an operation, for readers to whom all operations are alike. */
export const valuesOf = (operation: OperationName): readonly AnyValue[] =>
  // The table gives each row the arguments and the result of its operation.
  values[operation] as readonly AnyValue[]
