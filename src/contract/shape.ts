import { total } from '../arithmetic/sequence.ts'
import { argument, rowOf, type OperationName } from './operations.ts'
import type { OptionsOf } from './options.ts'

/** The shape of a result: a number, so many numbers, or rows of so many numbers each. */
export type Shape = 'number' | { readonly vector: number } | { readonly rows: readonly number[] }

/** The shape that the result of an operation must have, given its arguments. */
export const shapeOf = (operation: OperationName, args: readonly unknown[]): Shape => {
  // The first argument of every operation holds its logits.
  const logits = args[0] as readonly unknown[]
  const { gives } = rowOf(operation)
  switch (gives) {
    case 'number':
      return 'number'
    case 'row':
    case 'column':
      return { vector: logits.length }
    case 'rows':
      return shapeOfRows(logits)
    case 'reduced':
    case 'reducedEntries': {
      const options = argument(operation, 'options', args) as OptionsOf<never> | undefined
      if (options?.reduction !== 'none') return 'number'
      return gives === 'reduced' ? { vector: logits.length } : shapeOfRows(logits)
    }
  }
}

const shapeOfRows = (rows: readonly unknown[]): Shape => ({
  rows: rows.map((row) => (row as readonly unknown[]).length),
})

/** How many numbers a result of this shape has. */
export const sizeOf = (shape: Shape): number =>
  shape === 'number' ? 1
  : 'vector' in shape ? shape.vector
  : total(shape.rows)
