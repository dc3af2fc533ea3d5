import { holdsArguments } from '../src/contract/asked.ts'
import { numbersOf } from '../src/contract/numbers.ts'
import { shapeOf, sizeOf } from '../src/contract/shape.ts'
import type { Tier } from '../src/laws/law.ts'
import { budgetsAt, claimsOf, isGranted, isWithinReach } from '../src/records/claims.ts'
import { endsAs } from '../src/records/ending.ts'
import type { Recorded } from '../src/records/fixture.ts'
import { argumentsOf } from '../src/records/in-full.ts'
import type { Uncounted } from './recording/record-case.ts'
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

/** A case that implementations are asked about, with its arguments in full. */
type Question = {
  readonly operation: OperationName
  readonly args: readonly unknown[]
  readonly x: Uncounted
  /** What a tier grants an implementation, which is computed once for all of the same numbers. */
  readonly budgets: (tier: Tier, implementation: Implementation) => readonly number[]
}

/**
 * The mistakes that a case refutes. Throws where it fails a reference, which is right wherever a
 * law is.
 */
export const killsOf = (operation: OperationName, x: Uncounted): string[] => {
  const args = argumentsOf(x)
  const known = new Map<string, readonly number[]>()
  const budgets = (tier: Tier, implementation: Implementation): readonly number[] => {
    const { format, elementary = null } = implementation
    const key = literal([tier, format, elementary])
    const budgets = known.get(key) ?? budgetsAt(operation, args, settingOf(implementation)[tier])
    known.set(key, budgets)
    return budgets
  }
  const question = { operation, args, x, budgets }
  return kills(operation, x.id, (implementation) =>
    isAsked(question, implementation) ? judge(question, implementation) : 'skipped',
  )
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
const judge = (question: Question, implementation: Implementation): string => {
  const { x } = question
  const { policies } = settingOf(implementation)
  const name =
    'error' in x ? x.error
    : 'policy' in x ? x.policy.name
    : undefined
  if (name !== undefined && policies[name] === undefined) return 'skipped'
  const result = answered(question, implementation)
  if ('error' in x) {
    const ended = typeof result === 'string' ? { threw: result } : { returned: result }
    return endsAs(policies[x.error], question.operation, question.args, ended) ? 'held' : refuted
  }
  if (typeof result === 'string') return result
  const truth = 'result' in x ? x.result : x.policy.results[policies[x.policy.name] ?? '']
  return truth === undefined ? 'skipped' : verdict(question, result, truth, implementation)
}

/** The entries of an answer, or what went wrong. */
const answered = (
  { operation, args, x }: Question,
  implementation: Implementation,
): readonly number[] | string => {
  const result = answer(implementation, { operation, args }, Infinity)
  return isBreach(result) ?
      `${operation}(${x.arguments.map(literal).join(', ').slice(0, 80)}) ${result.breach}`
    : numbersIn(result)
}

/**
 * Whether a call is of numbers and shapes that an implementation takes. One takes as many steps for
 * each class as there are classes: it is not asked of rows for which that would be hours.
 */
const isAsked = ({ operation, args }: Question, { name, format }: Implementation): boolean => {
  const asked = { numbers: numbersOf(format) }
  return (
    holdsArguments(asked.numbers, operation, args)
    && isWithinReach(operation, args, asked)
    && (name !== 'mistake:softmax-max-by-reduce' || sizeOf(shapeOf(operation, args)) <= 5000)
  )
}

const verdict = (
  { operation, args, x, budgets }: Question,
  entries: readonly number[],
  truth: Recorded,
  implementation: Implementation,
): string => {
  const setting = settingOf(implementation)
  const format = narrowest([operation], setting)
  const refutes = (tier: Tier): boolean =>
    isGranted(operation, args, tier, setting)
    && claimsOf(operation, entries, truth, budgets(tier, implementation)).some((claim) =>
      isRefuted(claim, format),
    )
  return (['textbook', 'accurate'] as const).some((tier) => x.budget?.[tier] && refutes(tier)) ?
      refuted
    : 'held'
}
