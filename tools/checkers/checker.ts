import {
  operationNames,
  type Arguments,
  type OperationName,
  type Result,
} from '../../src/contract/operations.ts'
import type { Implementation } from '../../src/contract/implementation.ts'
import { numbersOf } from '../../src/contract/numbers.ts'

/** What a check comes to. It does not apply where it asks nothing of the operations in doubt. */
export type Outcome = 'caught' | 'missed' | 'does not apply'

/**
 * A check that people use today, re-created from its published formula, on inputs such as its own
 * documents use.
 */
export type Checker = {
  readonly name: string
  /** Gradients, values of a library, or kernels beside another program. */
  readonly of: 'gradients' | 'values' | 'kernels'
  /** Where the formula is published. */
  readonly source: string
  /** When it lets a result pass. */
  readonly rule: string
  readonly inputs: string
  /** Whether it objects to an implementation of which only these operations are in doubt. */
  readonly checks: (implementation: Implementation, inDoubt?: readonly OperationName[]) => Outcome
}

/**
 * Something that a check looks at: the operations it asks, and whether it is satisfied with their
 * answers.
 */
export type Subject = {
  readonly uses: readonly OperationName[]
  readonly passes: (implementation: Implementation) => boolean
}

/** The check that looks at subjects one by one. What throws does not pass. */
export const checker = ({
  subjects,
  ...described
}: Omit<Checker, 'checks'> & { readonly subjects: readonly Subject[] }): Checker => ({
  ...described,
  checks: (implementation, inDoubt = operationNames) => {
    const asked = subjects.filter(
      ({ uses }) =>
        uses.every((name) => isPrecise(described.of, implementation, name))
        && uses.some((name) => inDoubt.includes(name))
        && uses.every((name) => implementation.operations[name] !== undefined),
    )
    if (asked.length === 0) return 'does not apply'
    return asked.every(({ passes }) => passesQuietly(passes, implementation)) ? 'missed' : 'caught'
  },
})

/** Gradient checks are made for doubles, and conformance suites for binary32. */
const leastPrecision = { gradients: 53, values: 24, kernels: 0 } as const
const isPrecise = (
  of: Checker['of'],
  { format }: Implementation,
  operation: OperationName,
): boolean => {
  const { logits, arithmetic, results } = numbersOf(format)
  return [logits, arithmetic, results(operation)].every(
    ({ precision }) => precision >= leastPrecision[of],
  )
}

const passesQuietly = (passes: Subject['passes'], implementation: Implementation): boolean => {
  try {
    return passes(implementation)
  } catch {
    return false
  }
}

/** Calls an operation that answers at once. */
export const call = <O extends OperationName>(
  { name, operations }: Implementation,
  operation: O,
  ...args: Arguments<O>
): Result<O> => {
  const run = operations[operation] as
    ((...args: Arguments<O>) => Result<O> | Promise<Result<O>>) | undefined
  const result = run?.(...args)
  if (result === undefined || result instanceof Promise) {
    throw new TypeError(
      `expected an answer of ${name} to ${operation} at once, but received ${result === undefined ? 'none' : 'a promise'}`,
    )
  }
  return result
}

/**
 * The numbers of an answer, row by row, to arguments whose kinds the table gives. A vector is the
 * very one that came back: a check may be fooled by a buffer that is handed out twice.
 */
export const answerOf = (
  implementation: Implementation,
  operation: OperationName,
  args: readonly unknown[],
): number[] => {
  // The table has made the arguments.
  const answer = call(implementation, operation, ...(args as Arguments<OperationName>))
  return (
    typeof answer === 'number' ? [answer]
    : answer.every((x) => typeof x === 'number') ? answer
    : answer.flat()
  )
}

/** The inner product of two vectors. */
export const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, x, i) => sum + x * (b[i] ?? NaN), 0)
