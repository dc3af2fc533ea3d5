import { holdsArguments } from '../src/contract/asked.ts'
import { numbersOf } from '../src/contract/numbers.ts'
import type { Tier } from '../src/laws/law.ts'
import { budgetsAt, claimsOf, isGranted } from '../src/records/claims.ts'
import { endsAs } from '../src/records/ending.ts'
import type { Case, Recorded } from '../src/records/fixture.ts'
import { argumentsOf, type UncountedLong } from './recording/recipes.ts'
import type { Uncounted } from './recording/record-case.ts'
import { at } from '../src/arithmetic/sequence.ts'
import type { OperationName } from '../src/contract/operations.ts'
import type { Implementation } from '../src/contract/implementation.ts'
import { reference, references } from '../src/core/reference.ts'
import { literal, numbersIn } from '../src/contract/literal.ts'
import { isRefuted } from '../src/laws/claim.ts'
import { mistakes } from '../src/mistakes/index.ts'
import type { Mistake } from '../src/mistakes/mistake.ts'
import { answer, isBreach } from '../src/verdict/inquire.ts'
import { narrowest } from '../src/verdict/judge-at.ts'
import { settingOf } from '../src/verdict/setting.ts'

/**
 * The mistakes that a case refutes. Throws where it fails a reference, which is right wherever a
 * law is.
 */
export const killsOf = (operation: OperationName, x: Uncounted): string[] =>
  kills(operation, x.id, (implementation) =>
    isHeld(operation, x.arguments, implementation) ?
      judge(operation, x, implementation)
    : 'skipped',
  )

/**
 * The same for a long vector, of which 50 digits would take minutes; and so would
 * `reduce(Math.max)`, which writes the whole array out as text at every step.
 */
export const killsOfLong = (x: UncountedLong): string[] => {
  const args = argumentsOf(x)
  return kills(x.operation, x.id, (implementation) => {
    if (
      !isHeld(x.operation, args, implementation)
      || ['core:decimal50', 'mistake:softmax-max-by-reduce'].includes(implementation.name)
    )
      return 'skipped'
    const result = answered(x.operation, args, implementation)
    if (typeof result === 'string') return result
    const seen = (entries: readonly number[]) => x.entries?.map((i) => at(entries, i)) ?? entries
    return verdict(x.operation, args, seen(result), x, x.result, implementation, seen)
  })
}

const kills = (
  operation: OperationName,
  id: string,
  judged: (implementation: Implementation) => string,
): string[] => {
  for (const correct of references) {
    const outcome = judged(correct)
    if (outcome !== 'held' && outcome !== 'skipped')
      throw new Error(
        `case ${id}, field budget: expected ${correct.name} to hold, but received: ${outcome}`,
      )
  }
  return made(operation)
    .filter(({ implementation }) => judged(implementation) === refuted)
    .map(({ id }) => id)
}
const refuted = 'an answer outside the budget'

/**
 * The mistakes made in an operation. One that is not deterministic is left out: it is refuted by
 * chance.
 */
const made = (operation: OperationName): readonly Mistake[] =>
  mistakes.filter(
    ({ caughtBy, implementation }) =>
      implementation.operations[operation] !== reference.operations[operation]
      && !caughtBy.includes('hygiene/deterministic'),
  )

/**
 * What comes of a case for an implementation: refuted in one tier or the other, held, skipped, or
 * what went wrong.
 */
const judge = (operation: OperationName, x: Uncounted, implementation: Implementation): string => {
  const { policies } = settingOf(implementation)
  const name =
    'error' in x ? x.error
    : 'policy' in x ? x.policy.name
    : undefined
  if (name !== undefined && policies[name] === undefined) return 'skipped'
  const result = answered(operation, x.arguments, implementation)
  if ('error' in x) {
    const ended = typeof result === 'string' ? { threw: result } : { returned: result }
    return endsAs(policies[x.error], operation, x.arguments, ended) ? 'held' : refuted
  }
  if (typeof result === 'string') return result
  const truth = 'result' in x ? x.result : x.policy.results[policies[x.policy.name] ?? '']
  return truth === undefined ? 'skipped' : (
      verdict(operation, x.arguments, result, x, truth, implementation)
    )
}

/** The entries of an answer, or what went wrong. */
const answered = (
  operation: OperationName,
  args: readonly unknown[],
  implementation: Implementation,
): number[] | string => {
  const result = answer(implementation, { operation, args }, Infinity)
  return isBreach(result) ?
      `${operation}(${args.map(literal).join(', ').slice(0, 80)}) ${result.breach}`
    : numbersIn(result)
}

const isHeld = (
  operation: OperationName,
  args: readonly unknown[],
  { format }: Implementation,
): boolean => holdsArguments(numbersOf(format), operation, args)

const verdict = (
  operation: OperationName,
  args: readonly unknown[],
  entries: readonly number[],
  { budget = {} }: Pick<Case, 'budget'>,
  truth: Recorded,
  implementation: Implementation,
  seen = (budgets: readonly number[]) => budgets,
): string => {
  const setting = settingOf(implementation)
  const format = narrowest([operation], setting)
  const refutes = (tier: Tier): boolean =>
    isGranted(operation, args, tier, setting)
    && claimsOf(operation, entries, truth, seen(budgetsAt(operation, args, setting[tier]))).some(
      (claim) => isRefuted(claim, format),
    )
  return (['textbook', 'accurate'] as const).some((tier) => budget[tier] && refutes(tier)) ?
      refuted
    : 'held'
}
