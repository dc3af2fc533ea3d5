import { given } from '../contract/given.ts'
import { defaultTimeLimit, type Implementation } from '../contract/implementation.ts'
import { jsonNumber } from '../contract/literal.ts'
import { referenceIn } from '../core/reference.ts'
import { slopeOfOwnLoss } from '../laws/families/gradient.ts'
import type { AnyLaw, Setting } from '../laws/law.ts'
import { stepErrors } from '../laws/step-errors.ts'
import { look } from '../verdict/look.ts'
import type { Measured, Tried } from '../verdict/outcome.ts'
import { outcomeOf } from '../verdict/outcome-of.ts'
import type { Verdict } from '../verdict/verdict.ts'
import { verify, verifyAt } from '../verdict/verify.ts'
import { interrupt } from './interrupt.ts'
import { changing, guarded } from './intrinsics.ts'
import { diagnose } from './likeness.ts'
import { triedAs, type TrialOptions } from './outcome.ts'
import { trialOf } from './trial-of.ts'

/**
 * What one law comes to at the trial of an implementation: the verdict, the mistake that it looks
 * like, and the excuse for a failure that is known.
 */
export const judgeLaw = async (
  law: AnyLaw,
  implementation: Implementation,
  options: TrialOptions & { readonly address?: string },
  setting: Setting,
): Promise<Tried> => {
  const { address, known, timeLimit = defaultTimeLimit } = options
  const verdict = await guarded<Verdict>(
    () =>
      'at' in options ?
        verifyAt(law, implementation, options.at, { ...options, interrupt }, setting)
      : verify(law, implementation, { ...options, interrupt }, setting),
    (names) => ({ law, status: 'errored', reason: changing(names) }),
  )
  const likeness =
    verdict.status === 'falsified' ?
      await diagnose(law, implementation, { timeLimit, interrupt }, verdict.fault)
    : undefined
  const found = outcomeOf(verdict, likeness)
  return triedAs(
    law.id === slopeOfOwnLoss.id && 'census' in found ?
      { ...found, ...(await sweepOf(implementation, timeLimit)) }
    : found,
    trialOf(implementation, options),
    given({ address, known }),
  )
}

/**
 * How far the gradient lies from a difference of the loss, step by step, for whoever looks at the
 * law on slopes.
 */
const sweepOf = async (
  implementation: Implementation,
  timeLimit: number,
): Promise<Pick<Measured, 'stepErrors'>> => {
  const [own, reference] = [
    await look(stepErrors, implementation, { timeLimit, interrupt }),
    await look(stepErrors, referenceIn('core', implementation.format)),
  ]
  return own === undefined || reference === undefined ?
      {}
    : { stepErrors: { own: own.map(jsonNumber), reference: reference.map(jsonNumber) } }
}
