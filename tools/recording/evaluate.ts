import type { Arithmetic } from '../../src/arithmetic/arithmetic.ts'
import { extended } from '../../src/arithmetic/extended.ts'
import type { OperationName } from '../../src/contract/operations.ts'
import { evaluator } from '../../src/core/reference.ts'

/**
 * The entries of an operation's true result in an arithmetic k, row by row, and NaN or an infinity
 * where it is that.
 */
export const evaluate = <T extends object>(
  k: Arithmetic<T>,
  operation: OperationName,
  args: readonly unknown[],
): (T | number)[] => [evaluator(extended(k))(operation, args)].flat(2) as (T | number)[]
