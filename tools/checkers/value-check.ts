import { references, reference } from '../../src/core/reference.ts'
import type { Implementation } from '../../src/contract/implementation.ts'

/** What is asked of an implementation, and of the truth. */
export type Question = (implementation: Implementation) => number[]

/** The core at 50 digits, rounded once: what a value check compares with. */
const truth = references.find(({ name }) => name === 'core:decimal50') ?? reference

/** Whether every entry of an answer is close to the truth. */
export const valuesAgree = (ask: Question, close: (x: number, y: number, n: number) => boolean) => {
  let expected: number[] | undefined
  return (implementation: Implementation): boolean => {
    expected ??= ask(truth)
    const received = ask(implementation)
    return (
      received.length === expected.length
      && received.every((x, i) => close(x, expected?.[i] ?? NaN, received.length))
    )
  }
}
