import { greatest } from '../arithmetic/sequence.ts'
import { rowOf, type OperationName } from './operations.ts'

/** How many rows of logits a call has, and how many classes at most. */
export type Size = { readonly rows: number; readonly classes: number }

/** The logits of each row of a call: a lone logit is a row, and so is each entry of a column. */
export const rowsIn = (
  operation: OperationName,
  [logits]: readonly unknown[],
): readonly (readonly number[])[] => {
  switch (rowOf(operation).takes[0]) {
    case 'logit':
      return [[logits as number]]
    case 'logits':
      return [logits as readonly number[]]
    case 'column':
      return (logits as readonly number[]).map((x) => [x])
    default:
      return logits as readonly (readonly number[])[]
  }
}

export const sizeOfRows = (rows: readonly (readonly number[])[]): Size => ({
  rows: rows.length,
  classes: greatest(
    rows.map(({ length }) => length),
    0,
  ),
})
