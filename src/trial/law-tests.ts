import { given } from '../contract/given.ts'
import type { Implementation } from '../contract/implementation.ts'
import { misuse } from '../contract/misuse.ts'
import type { OperationName } from '../contract/operations.ts'
import type { AnyLaw } from '../laws/law.ts'
import { select } from '../laws/select.ts'
import { whySkipped } from '../verdict/applies.ts'
import { told } from '../verdict/explain.ts'
import type { Tried } from '../verdict/outcome.ts'
import { settingOf } from '../verdict/setting.ts'
import { expectFewLogits } from '../verdict/verify-every.ts'
import { lawsOf } from './all-laws.ts'
import { judgeLaw } from './judge-law.ts'
import type { TrialOptions } from './outcome.ts'
import { fateOf } from './standing.ts'

/** Where a suite finds its implementation and its laws, and what a failure points at. */
export type Place = {
  /** Where a replay finds the implementation. */
  readonly address?: string
  /** The laws, where they have been selected already. */
  readonly from?: readonly AnyLaw[]
  /**
   * Where a failure is shown, as a line of a stack trace: the call of `describeLaws`, unless told
   * otherwise.
   */
  readonly frame?: string
}

/** The tests of an implementation, one for each law, as any test runner can run them. */
export type Suite = { readonly name: string; readonly tests: readonly LawTest[] }
export type LawTest = {
  readonly law: AnyLaw
  /** Why the law does not apply to the implementation, which is known before the test is run. */
  readonly why: string | undefined
  /** The operations that it asks for and that the implementation does not have. */
  readonly absent: readonly OperationName[]
  readonly run: () => Promise<Ending>
}

/** How a test ends, and the outcome that it ends with; a note is told whether or not it passes. */
export type Ending = { readonly outcome: Tried } & (
  | { readonly status: 'passed'; readonly note?: string }
  | { readonly status: 'skipped'; readonly reason: string; readonly note?: string }
  | { readonly status: 'failed'; readonly error: Error }
)

/**
 * The suite of an implementation. Throws a Misuse where the options do not suit it, or a glob
 * matches no law.
 */
export const suiteOf = (
  implementation: Implementation,
  { from, frame, ...options }: TrialOptions & Place,
): Suite => {
  const setting = settingOf(implementation, options)
  if (options.exhaustive) expectFewLogits(implementation, setting)
  const laws = from ?? select(options, lawsOf())
  if (laws.length === 0)
    throw misuse(
      'expected laws such as softmax/*, up to the tier textbook or accurate, but received '
        + `${options.laws ?? '*'} up to ${options.tier ?? 'accurate'}, which are none`,
    )
  return {
    name: options.address ?? implementation.name,
    tests: laws.map((law) => ({
      law,
      why: whySkipped(law, implementation),
      absent: law.uses.filter((name) => implementation.operations[name] === undefined),
      run: async () =>
        endingOf(await judgeLaw(law, implementation, options, setting), options.strict, frame),
    })),
  }
}

/** A suite for people: of the laws that ask for absent operations, one line says how many they are. */
export type Brief = Suite & { readonly rest?: string }
export const inBrief = ({ name, tests }: Suite): Brief => {
  const isAsked = ({ absent }: LawTest): boolean => absent.length === 0
  const rest = tests.filter((test) => !isAsked(test))
  const absent = [...new Set(rest.flatMap((test) => test.absent))].join(', ')
  return {
    name,
    tests: tests.filter(isAsked),
    ...given({
      rest:
        rest.length === 0 ? undefined
        : rest.length === 1 ? `1 law asks for operations that are absent: ${absent}`
        : `${rest.length} laws ask for operations that are absent: ${absent}`,
    }),
  }
}

/**
 * Failed where the law is broken; skipped where it does not apply to the implementation, where its
 * failure is known, and where accuracy alone is lost, unless one is strict.
 */
const endingOf = (outcome: Tried, isStrict = false, frame?: string): Ending => {
  if (outcome.status === 'skipped') return { outcome, status: 'skipped', reason: outcome.reason }
  if (outcome.excuse !== undefined)
    return { outcome, status: 'skipped', reason: `known to fail: ${outcome.excuse}` }
  const text = told(outcome)
  if (outcome.status === 'passed')
    return { outcome, status: 'passed', ...(outcome.all === undefined ? {} : { note: text }) }
  return fateOf(outcome) === 'lost accuracy' && !isStrict ?
      { outcome, status: 'skipped', reason: 'lost accuracy', note: text }
    : { outcome, status: 'failed', error: failure(text, frame) }
}

/** An error whose whole story is its message: the place in our code says nothing about theirs. */
export const failure = (message: string, frame = ''): Error =>
  Object.assign(new Error(message), { stack: `Error: ${message}\n${frame}` })

/** The line of a stack trace that says who called a function. */
export const callerOf = (callee: (...args: never[]) => unknown): string => {
  const trace = { stack: '' }
  Error.captureStackTrace(trace, callee)
  return trace.stack.split('\n')[1] ?? ''
}
