import { alike, type Grouping } from '../arithmetic/alike.ts'
import type { Arithmetic } from '../arithmetic/arithmetic.ts'
import type { OperationName } from '../contract/operations.ts'
import { batchLosses } from './batches.ts'
import { binaryLosses } from './binary.ts'
import { rowLosses } from './rows.ts'

/**
 * Every operation of the contract over an arithmetic k, in the form that keeps relative accuracy in
 * the tails: logits, labels and options in, elements of k out. Losses are in nats. An empty row of
 * logits, and a label that is no class, throw a RangeError.
 */
export const losses = <T>(k: Arithmetic<T>, grouped: Grouping = alike) =>
  ({ ...rowLosses(k, grouped), ...binaryLosses(k), ...batchLosses(k, grouped) }) satisfies {
    readonly [O in OperationName]: (...args: never[]) => unknown
  }
