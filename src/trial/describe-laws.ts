import { describe, test } from 'vitest'
import { given } from '../contract/given.ts'
import { defaultTimeLimit, type Implementation } from '../contract/implementation.ts'
import { jsonNumber } from '../contract/literal.ts'
import { referenceIn } from '../core/reference.ts'
import { slopeOfOwnLoss } from '../laws/families/gradient.ts'
import type { AnyLaw } from '../laws/law.ts'
import { select } from '../laws/select.ts'
import { stepErrors } from '../laws/step-errors.ts'
import { diagnose } from './likeness.ts'
import { told } from '../verdict/explain.ts'
import type { Measured } from '../verdict/outcome.ts'
import { outcomeOf } from '../verdict/outcome-of.ts'
import { look } from '../verdict/look.ts'
import { settingOf } from '../verdict/setting.ts'
import { verify, verifyAt } from '../verdict/verify.ts'
import { expectFewLogits } from '../verdict/verify-every.ts'
import { interrupt } from './interrupt.ts'
import { triedAs, type TrialOptions } from './outcome.ts'
import { fateOf } from './standing.ts'
import { lawsOf } from './all-laws.ts'
import { trialOf } from './trial-of.ts'

/** Where a suite finds its implementation and its laws, and what a failure points at. */
type Place = {
  /** Where a replay finds the implementation. */
  readonly address?: string
  /** Narrows the laws. */
  readonly from?: readonly AnyLaw[]
  /**
   * Where a failure is shown, as a line of a stack trace: the call of `describeLaws`, unless told
   * otherwise.
   */
  readonly frame?: string
}

/**
 * One Vitest test for each law, named by its id: failed where the law is broken, with the
 * explanation as its message; skipped, with the reason, where the law does not speak of the
 * implementation. Where accuracy alone is lost, it is skipped with the explanation as a warning,
 * and fails under `strict`. What held on all its inputs has a notice that says so. The seed of the run is printed with every failure.
 */
export const describeLaws = (
  implementation: Implementation,
  options: TrialOptions & Place = {},
): void => {
  const { address, from = lawsOf(), frame = callerOf(describeLaws), ...asked } = options
  const setting = settingOf(implementation, asked)
  if (asked.exhaustive) expectFewLogits(implementation, setting)
  describe(address ?? implementation.name, () => {
    for (const law of select(asked, from)) {
      test(law.id, { timeout: 0 }, async ({ task, skip, annotate }) => {
        const verdict =
          'at' in asked ?
            await verifyAt(law, implementation, asked.at, { ...asked, interrupt }, setting)
          : await verify(law, implementation, { ...asked, interrupt }, setting)
        const likeness =
          verdict.status === 'falsified' ?
            await diagnose(
              law,
              implementation,
              { timeLimit: asked.timeLimit ?? defaultTimeLimit, interrupt },
              verdict.fault,
            )
          : undefined
        const found = outcomeOf(verdict, likeness)
        const outcome = triedAs(
          law.id === slopeOfOwnLoss.id && 'census' in found ?
            { ...found, ...(await sweepOf(implementation, asked)) }
          : found,
          trialOf(implementation, asked),
          given({ address, known: asked.known }),
        )
        task.meta.losslaws = outcome
        if (verdict.status === 'skipped') skip(verdict.reason)
        if (outcome.excuse !== undefined) skip(`known to fail: ${outcome.excuse}`)
        if (fateOf(outcome) === 'lost accuracy' && asked.strict !== true) {
          await annotate(told(outcome), 'warning')
          skip('lost accuracy')
        }
        if (verdict.status === 'passed' && verdict.all !== undefined)
          await annotate(told(outcome), 'notice')
        if (verdict.status !== 'passed') throw failure(told(outcome), frame)
      })
    }
  })
}

/**
 * How far the gradient lies from a difference of the loss, step by step, for whoever looks at the
 * law on slopes.
 */
const sweepOf = async (
  implementation: Implementation,
  { timeLimit = defaultTimeLimit }: TrialOptions,
): Promise<Pick<Measured, 'stepErrors'>> => {
  const [own, reference] = [
    await look(stepErrors, implementation, { timeLimit, interrupt }),
    await look(stepErrors, referenceIn('core', implementation.format)),
  ]
  return own === undefined || reference === undefined ?
      {}
    : { stepErrors: { own: own.map(jsonNumber), reference: reference.map(jsonNumber) } }
}

/** An error whose whole story is its message: the place in our code says nothing about theirs. */
export const failure = (message: string, frame = ''): Error =>
  Object.assign(new Error(message), { stack: `Error: ${message}\n${frame}` })

/** The line of a stack trace that says who called a function. */
const callerOf = (callee: typeof describeLaws): string => {
  const trace = { stack: '' }
  Error.captureStackTrace(trace, callee)
  return trace.stack.split('\n')[1] ?? ''
}
